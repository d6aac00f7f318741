/**
 * The one privileged process. Started as root, by nobody but the app, as
 *   helper --socket-directory DIR   serve the app that listens in DIR, then undo everything
 *   helper --sweep                  undo what dead helpers left
 * Exit code 0 says that nothing is left to undo.
 */
import { once } from 'node:events';
import { lstatSync, rmSync, rmdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { isAbsolute, join } from 'node:path';
import { GangwayError, failure } from '../shared/errors';
import { CONTROL_SOCKET, DESCRIPTOR_SOCKET } from '../shared/helper-protocol';
import { Bridges } from './bridges';
import { Journal } from './journal';
import { platform } from './platform';
import { leaveTerminal } from './platform/terminal';
import { serve } from './session';
import { sweep } from './sweep';

/** The app listens already; nobody else is waited for. */
const DIAL_TIMEOUT_MS = 5_000;

async function main(args: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) throw failed('the helper must be started as root');
  const [option, directory = ''] = args;
  if (option === '--sweep' && args.length === 1) return sweep(platform);
  if (option !== '--socket-directory' || args.length !== 2 || !isAbsolute(directory)) {
    throw failed('usage: helper --socket-directory DIR | --sweep');
  }
  // Ctrl-C in a terminal is for the app, which then says bye.
  leaveTerminal();
  const owner = ownerOf(directory);
  try {
    await sweep(platform).catch(complain);
    await serveApp(directory, owner.uid);
  } finally {
    removeAs(owner, directory);
  }
}

async function serveApp(directory: string, uid: number): Promise<void> {
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

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Checks that the directory is private to the one user who was asked for a password. */
function ownerOf(directory: string): Owner {
  const stat = lstatSync(directory);
  const { uid, gid, mode } = stat;
  const asked = process.env['PKEXEC_UID'] ?? process.env['SUDO_UID'] ?? String(uid);
  if (!stat.isDirectory() || (mode & 0o777) !== 0o700 || asked !== String(uid)) {
    throw failed(`${directory} is not a private directory of user ${asked}`);
  }
  return { uid, gid };
}

/** Connects, and checks that nobody but `uid` listens. */
async function dial(path: string, uid: number): Promise<Socket> {
  const socket = connect(path);
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
function removeAs({ uid, gid }: Owner, directory: string): void {
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

function failed(message: string): GangwayError {
  return failure('helper.failed', { message });
}

/** For the app's log, which may be gone. */
function complain(error: unknown): void {
  const detail = error instanceof GangwayError ? error.info.detail['message'] : undefined;
  process.stderr.write(`${String(detail ?? error)}\n`);
}

process.stderr.on('error', () => undefined);
main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    complain(error);
    process.exit(1);
  },
);
