/** The app that is served: where it listens, that it is who it has to be, and its session. */
import { once } from 'node:events';
import { lstatSync, realpathSync, rmSync, rmdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { CONTROL_SOCKET, DESCRIPTOR_SOCKET } from '../shared/helper-protocol';
import { Bridges } from './bridges';
import { complain, failed } from './complain';
import { Journal } from './journal';
import { platform } from './platform';
import { serve } from './session';

/** The app listens already; nobody else is waited for. */
const DIAL_TIMEOUT_MS = 5_000;

export interface Meeting {
  /** Where the app listens. */
  readonly directory: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Checks that a directory is private to the one user who may be served, and that no part of its path is a link or
 * leads back. It is looked at with that user's rights, so that a path tells nothing that the user could not see.
 * Throws `helper.failed`.
 */
export function meetingOf(directory: string, asked: number): Meeting {
  const refusal = `${directory} is not a private directory of user ${asked}`;
  if (!isAbsolute(directory) || directory.includes('\0')) throw failed(refusal);
  const stat = platform.asUser(asked, () => {
    try {
      return realpathSync(directory) === directory ? lstatSync(directory) : undefined;
    } catch {
      return undefined;
    }
  });
  if (!stat?.isDirectory() || (stat.mode & 0o777) !== 0o700 || stat.uid !== asked) {
    throw failed(refusal);
  }
  return { directory, uid: stat.uid, gid: stat.gid };
}

/** Serves the app until it is gone or says bye, then undoes everything. */
export async function serveApp({ directory, uid }: Meeting): Promise<void> {
  const control = await dial(join(directory, CONTROL_SOCKET), uid);
  const journal = new Journal(platform.stateDirectory, process.pid, (pid) =>
    platform.startTime(pid),
  );
  const bridges = new Bridges(platform, journal);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => control.destroy());
  }
  process.on('uncaughtException', (error) => {
    complain(error);
    void bridges.cleanAll().finally(() => process.exit(1));
  });
  const handOver = async (bridge: string, descriptor: number) => {
    const socket = await dial(join(directory, DESCRIPTOR_SOCKET), uid);
    platform.sendDescriptor(socket, descriptor, bridge);
    socket.destroy();
  };
  await serve(control, { bridges, handOver });
  await bridges.cleanAll();
}

/** Connects with the user's rights, to where the user could connect, and checks that nobody but `uid` listens. */
async function dial(path: string, uid: number): Promise<Socket> {
  // connect(2) is called before this returns.
  const socket = platform.asUser(uid, () => connect(path));
  socket.on('error', () => undefined);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(DIAL_TIMEOUT_MS) });
    if (platform.peerUid(socket) === uid) return socket;
    throw failed(`${path} is not served by user ${uid}`);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** As the user, so that a path swapped for a link can hurt nobody else: the last thing we do. */
export function removeMeeting({ directory, uid, gid }: Meeting): void {
  try {
    process.setgid?.(gid);
    process.setuid?.(uid);
    for (const name of [CONTROL_SOCKET, DESCRIPTOR_SOCKET]) {
      rmSync(join(directory, name), { force: true });
    }
    rmdirSync(directory);
  } catch {
    // The app has removed it already.
  }
}
