/** The helper as a service of the system: whether it is there, how it is asked, and the commands that change it. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { failure } from '../../shared/errors';
import {
  isRootsAlone,
  launchdPaths,
  parseServiceVersion,
  runtimeVersion,
  SERVICE_DIALS,
  systemdPaths,
  type HelperService,
} from '../../shared/helper-service';
import { runsOnMac } from '../platform';
import { peerUid } from './descriptors';

/** From the connection to the answer: a process starts meanwhile. */
const ANSWER_TIMEOUT_MS = 3_000;
/** sd_booted(3). */
const SYSTEMD = '/run/systemd/system';

export interface ServiceAsked {
  /** Ends when the helper has ended and all that it had laid is undone. */
  readonly ended: Promise<void>;
  /** Gives the service up, whatever it does. */
  close(): void;
}

/** What the system has for this user, beside the helper of this Gangway. */
export function helperService(helperFile: string): HelperService {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) return { kind: 'unsupported', reason: 'runs-as-root' };
  if (!runsOnMac && !existsSync(SYSTEMD)) {
    return { kind: 'unsupported', reason: 'no-service-manager' };
  }
  if (!canBeRoots()) return { kind: 'unsupported', reason: 'runtime-not-safe' };
  const { definitions } = pathsOf(uid);
  const versions = definitions.map(versionIn);
  if (versions.includes(undefined)) return { kind: 'absent' };
  const [path] = definitions;
  const files = hashOf(helperFile);
  const runtimes = [null, runtimeVersion(process.versions)];
  const isCurrent = versions.every(
    (version) => version?.files === files && runtimes.includes(version.runtime),
  );
  return { kind: isCurrent ? 'installed' : 'outdated', path };
}

/** Whether root has a runtime that is its own, or can have a copy of ours. */
function canBeRoots(): boolean {
  // It is mounted for its user alone: nothing that root could read.
  if (process.env['APPIMAGE'] !== undefined) return false;
  if (!runsOnMac || process.versions['electron'] === undefined) return true;
  return isRootsAlone(realpathSync(process.execPath), (part) => lstatSync(part));
}

/**
 * Has the service dial into `directory`, which is without links. Resolves once it has said that it does; rejects with
 * `helper.service-silent` {message}.
 */
export async function askService(directory: string): Promise<ServiceAsked> {
  const socket = connect(pathsOf(process.getuid?.() ?? 0).socket);
  const ended = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  try {
    const answer = await answerOf(socket, `${directory}\n`);
    if (answer !== SERVICE_DIALS) throw new Error(answer || 'it hung up');
    return { ended, close: () => void socket.destroy() };
  } catch (error) {
    socket.destroy();
    throw failure('helper.service-silent', { message: (error as Error).message });
  }
}

async function answerOf(socket: Socket, line: string): Promise<string> {
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  try {
    await once(socket, 'connect', { signal });
    if (peerUid(socket) !== 0) throw new Error('it is not root who listens');
    socket.on('error', () => undefined);
    socket.write(line);
    const lines = createInterface({ input: socket });
    const closed = once(socket, 'close', { signal }).then(() => ['']);
    const [answer] = (await Promise.race([once(lines, 'line', { signal }), closed])) as [string];
    return answer;
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`, { cause: error });
  }
}

function pathsOf(uid: number) {
  return runsOnMac ? launchdPaths(uid) : systemdPaths(uid);
}

/** `undefined` where there is no such file. */
function versionIn(path: string) {
  try {
    return parseServiceVersion(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** As the installer makes it: of the helper, and of the package file that tells which koffi it loads. */
function hashOf(helperFile: string): string {
  const koffi = dirname(createRequire(helperFile).resolve('koffi'));
  const hash = createHash('sha256');
  for (const file of [helperFile, join(koffi, 'package.json')]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
