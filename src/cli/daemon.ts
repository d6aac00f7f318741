/** `up --detach`: the engine in a process of its own that outlives the command. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { errorInfoSchema, failure, GangwayError } from '../shared/errors';
import type { Paths } from '../core/profiles/home';
import type { Context } from './context';
import { attach, type Session } from './session';

/** The descriptor on which a daemon says that it is ready, and sees its starter end. */
export const STARTER_DESCRIPTOR = 3;
export const READY = 'ready';

/** A log that is longer when a daemon starts is put aside, one generation: bytes. */
const MAX_LOG_BYTES = 1024 * 1024;

/** How long `down` waits for a daemon that has nothing left to hold: milliseconds. */
const END_TIMEOUT_MS = 10_000;

/**
 * Starts a daemon and attaches to it. It lives as long as it holds a bridge, or its starter lives: a
 * session that ends without a bridge waits until the daemon has ended. Rejects with what stopped it
 * from starting, or `control.gone` {log}.
 */
export async function startDaemon(context: Context): Promise<Session> {
  const log = path.join(context.paths.logs, 'gangway.log');
  const child = launch(context, log);
  const lifeline = child.stdio[STARTER_DESCRIPTOR] as Duplex;
  const exited = once(child, 'exit').catch(() => undefined);
  try {
    await ready(lifeline, log);
    const session = await attach(context);
    if (!session) throw failure('control.gone', { log });
    const end = async (): Promise<void> => {
      const holds = Object.values(session.live.current.bridges).some(({ state }) =>
        isActive(state),
      );
      lifeline.destroy();
      if (!holds) await exited;
      child.unref();
      await session.end();
    };
    return { ...session, end };
  } catch (error) {
    lifeline.destroy();
    await exited;
    throw error;
  }
}

export function isActive({ kind }: { readonly kind: string }): boolean {
  return kind !== 'idle' && kind !== 'failed';
}

function launch({ built }: Context, log: string): ChildProcess {
  const output = openLog(log);
  try {
    const argv = [built.cliFile, 'serve', '--started'];
    // Its own session, so that Ctrl-C and a closed terminal are not its business; no folder in use.
    const stdio = ['ignore', output, output, 'pipe'] as const;
    return spawn(process.execPath, argv, { detached: true, cwd: '/', stdio: [...stdio] });
  } finally {
    closeSync(output);
  }
}

function openLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(log, `${log}.1`);
  return openSync(log, 'a', 0o600);
}

/** The daemon's first line: `ready`, or an error as JSON. */
async function ready(lifeline: Duplex, log: string): Promise<void> {
  let text = '';
  lifeline.setEncoding('utf8');
  const line = await new Promise<string | undefined>((resolve) => {
    lifeline.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
    lifeline.on('close', () => resolve(undefined));
    lifeline.on('error', () => lifeline.destroy());
  });
  if (line === READY) return;
  if (line === undefined) throw failure('control.gone', { log });
  throw new GangwayError(errorInfoSchema.parse(JSON.parse(line)));
}

/** Marks the serving process as one that ends with its last bridge, for `untilDaemonEnded`. */
export function markDaemon(paths: Paths): () => void {
  writeFileSync(markOf(paths), `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(markOf(paths), { force: true });
}

/** After a disconnect: if a daemon has nothing left to hold, waits until it has cleaned up and ended. */
export async function untilDaemonEnded(paths: Paths, { live }: Session): Promise<void> {
  const holds = (): boolean =>
    Object.values(live.current.bridges).some(({ state }) => isActive(state));
  if (holds() || !daemonLives(paths)) return;
  const ended = live.until(() => undefined).catch(() => undefined);
  const patience = new AbortController();
  await Promise.race([ended, delay(END_TIMEOUT_MS, undefined, patience).catch(() => undefined)]);
  patience.abort();
}

function daemonLives(paths: Paths): boolean {
  try {
    const pid = Number(readFileSync(markOf(paths), 'utf8'));
    return pid > 1 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function markOf({ run }: Paths): string {
  return path.join(run, 'daemon.pid');
}
