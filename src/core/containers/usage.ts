/** What containers use, asked for every two seconds: a stream for each would hold a channel of the bridge for each. */
import { setTimeout as wait } from 'node:timers/promises';
import type Docker from 'dockerode';
import { z } from 'zod';
import type { UsageReport } from '../../shared/container-tools';
import { SocketAgent, daemonFailed, dockerAt, statusOf, wordsOf } from './daemon';
import { statsSchema, usageBetween, type Stats } from './usage-counts';

const EVERY_MS = 2_000;
/** Two readings make the first report. */
const FIRST_MS = 1_000;
const CALL_TIMEOUT_MS = 30_000;

/** Channels of the bridge for all of them. */
const MAX_SOCKETS = 6;

const infoSchema = z.object({ MemTotal: z.number() });

type Readings = ReadonlyMap<string, Stats>;

/** What each of `ids` uses, until `signal` is aborted. Fails with `docker.failed` {path, message}. */
export async function* containerUsage(
  socket: string,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<UsageReport> {
  const agent = new SocketAgent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  try {
    const docker = await dockerAt(socket, agent);
    const { MemTotal: machine } = infoSchema.parse(await docker.info());
    let before = await readAll(docker, ids, signal);
    await wait(FIRST_MS, undefined, { signal });
    for (;;) {
      const now = await readAll(docker, ids, signal);
      yield reportOf(before, now, machine);
      before = now;
      await wait(EVERY_MS, undefined, { signal });
    }
  } catch (thrown) {
    if (signal.aborted) return;
    throw daemonFailed(socket, wordsOf(thrown));
  } finally {
    agent.destroy();
  }
}

function reportOf(before: Readings, now: Readings, machine: number): UsageReport {
  const entries = [...now].flatMap(([id, stats]) => {
    const earlier = before.get(id);
    const usage = earlier ? usageBetween(earlier, stats, machine) : null;
    return usage ? [[id, usage] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Those that are gone are left out. */
async function readAll(
  docker: Docker,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Readings> {
  const read = async (id: string): Promise<(readonly [string, Stats])[]> => {
    const options = {
      stream: false,
      'one-shot': true,
      abortSignal: AbortSignal.any([signal, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
    } as const;
    try {
      return [[id, statsSchema.parse(await docker.getContainer(id).stats(options))]];
    } catch (error) {
      if (statusOf(error) === 404) return [];
      throw error;
    }
  };
  return new Map((await Promise.all(ids.map(read))).flat());
}
