/** Commands on the gateway. */
import { constants } from 'node:os';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ClientChannel, Ssh2Client } from '../library';

/** Both are `null` if the connection went away before the command ended. */
interface ExecExit {
  readonly code: number | null;
  /** e.g. `SIGTERM`. */
  readonly signal: string | null;
}

/** A running command: writing is its stdin (`end()` is EOF), reading its stdout. */
export type ExecChannel = Duplex & {
  readonly stderr: Readable;
  readonly exited: Promise<ExecExit>;
};

export interface RunResult {
  /** 128 + the signal's number if a signal ended it, as a shell says it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function execChannel(client: Ssh2Client, channel: ClientChannel): ExecChannel {
  const exited = new Promise<ExecExit>((resolve) => {
    const settle = (code: number | null, signal: string | null) => {
      client.removeListener('close', gone);
      resolve({ code, signal });
    };
    const gone = () => settle(null, null);
    channel.once('exit', (code: number | null, signal?: string) => settle(code, signal ?? null));
    channel.once('close', gone);
    client.once('close', gone);
  });
  // A write after the command ended is no news: `exited` tells.
  channel.on('error', () => undefined);
  return Object.assign(channel, { exited });
}

/** Feeds and drains a command; `undefined` if the connection went away before it ended. */
export async function finish(channel: ExecChannel, input: string): Promise<RunResult | undefined> {
  channel.end(input);
  const [stdout, stderr, { code, signal }] = await Promise.all([
    text(channel),
    text(channel.stderr),
    channel.exited,
  ]);
  if (signal !== null) return { code: 128 + numberOf(signal), stdout, stderr };
  return code === null ? undefined : { code, stdout, stderr };
}

function numberOf(signal: string): number {
  return (constants.signals as Partial<Record<string, number>>)[signal] ?? 0;
}
