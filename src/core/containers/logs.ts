/** What a container has said and says. */
import type { IncomingMessage } from 'node:http';
import type Docker from 'dockerode';
import { failure } from '../../shared/errors';
import type { LogLine, LogOptions } from '../../shared/container-tools';
import type { ContainerAt } from './at';
import { inBatches } from './batches';
import { callFailed, daemonFailed, dockerAt } from './daemon';
import { logReader } from './log-lines';

const BATCH = { most: 500, every: 50 };

/**
 * Lines in batches, until the container ends or `signal` is aborted; with `follow: false` those that there are. Reads no
 * faster than they are taken. Fails with `docker.no-such-container` {name}, `docker.no-logs` {name, message} or
 * `docker.failed` {path, message}.
 */
export async function* containerLogs(
  at: ContainerAt,
  options: LogOptions & { readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<readonly LogLine[]> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  try {
    yield* inBatches(linesOf(at, options, either), BATCH);
  } catch (thrown) {
    if (signal.aborted) return;
    throw callFailed(at, thrown, (message) =>
      failure('docker.no-logs', { name: at.name, message }),
    );
  } finally {
    ending.abort();
  }
}

async function* linesOf(
  at: ContainerAt,
  { tail, follow }: LogOptions & { readonly follow: boolean },
  signal: AbortSignal,
): AsyncGenerator<readonly LogLine[]> {
  const docker = await dockerAt(at.socket);
  const { Config } = await docker.getContainer(at.id).inspect({ abortSignal: signal });
  const reader = logReader(Config.Tty);
  const stream = await openLog(docker, at.id, { tail, follow }, signal);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = orFailed(at, () => reader.push(chunk));
    if (lines.length > 0) yield lines;
  }
  yield reader.end();
}

/** dockerode's own call reads it all into memory unless it follows. */
function openLog(
  { modem }: Docker,
  id: string,
  { tail, follow }: LogOptions & { readonly follow: boolean },
  abortSignal: AbortSignal,
): Promise<IncomingMessage> {
  const request = {
    path: `/containers/${id}/logs?`,
    method: 'GET',
    isStream: true,
    abortSignal,
    statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
    options: {
      tail: Number.isFinite(tail) ? tail : 'all',
      stdout: true,
      stderr: true,
      timestamps: true,
      follow,
    },
  };
  return new Promise((resolve, reject) => {
    modem.dial(request, (error: unknown, stream) => {
      if (error instanceof Error) reject(error);
      else resolve(stream as IncomingMessage);
    });
  });
}

function orFailed<Value>({ socket }: ContainerAt, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw daemonFailed(socket, (error as Error).message);
  }
}
