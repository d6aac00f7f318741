/** The client's side of starting the relay (src/relay/relay.py): its command line and its first line. */
import programs from '../../relay/pump.c?native';
import script from '../../relay/relay.py?raw';
import { errorInfo, failure, GangwayError, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { Pipe, SshSession } from '../ssh';
import { launchCommand } from './command';
import { deferred, within } from './promises';

/** Milliseconds from asking for the device to hearing of it; Python may have to be read from a slow disk. */
const READY_TIMEOUT = 10_000;

/** Bytes before the relay's first line: a login shell's start-up files may print anything. */
const CHATTER_LIMIT = 64 * 1024;

const HELLO = 'gangway-relay ';
const VERSION = '1';
/** A shell's exit code for a command that does not exist. */
const NO_SUCH_COMMAND = 127;

interface Opened {
  readonly pipe: Pipe;
  readonly rest: Buffer;
  readonly lanes: Promise<readonly Pipe[]>;
}

export interface Relay {
  /**
   * Has it open the device `name`, and read frames from `lanes` (up to 3) channels besides its stdin. Resolves with
   * its stdin and stdout, which carry frames from here on, what has arrived of them, and the lanes: those are none
   * where they cannot be opened. Rejects with `gateway.tool-missing` {tool}, `gateway.tun-denied` {user}, or
   * `gateway.setup-failed` {step: 'relay', message}.
   */
  open(name: string, lanes?: number): Promise<Opened>;
  close(): void;
}

export type RelaySession = Pick<SshSession, 'openPipe' | 'user'>;

/** Starts the relay, which waits for `open`. Rejects with `gateway.setup-failed`, or as `openPipe` does. */
export async function startRelay(session: RelaySession): Promise<Relay> {
  const pipe = await openPipe(session);
  const opened = deferred<Ready>();
  let heard = Buffer.alloc(0);
  const settle = (result: Ready | ErrorInfo) => {
    pipe.onData(() => undefined);
    if ('rest' in result) opened.resolve(result);
    else opened.reject(new GangwayError(result));
  };
  pipe.onData((chunk) => {
    heard = Buffer.concat([heard, chunk]);
    const line = firstLine(heard);
    if (line) settle(readyOf(line) ?? refusal(line.said, session.user));
    else if (heard.length > CHATTER_LIMIT) settle(broken('it printed too much before it began'));
  });
  pipe.onClosed(() => {
    settle(
      pipe.exitCode === NO_SUCH_COMMAND
        ? errorInfo('gateway.tool-missing', { tool: 'python3' })
        : broken(pipe.noise.trim() || 'it ended before it began'),
    );
  });
  return {
    async open(name, lanes = 0) {
      pipe.write(Buffer.from(`open ${name} ${lanes}\n`));
      const late = () => new GangwayError(broken('no answer'));
      const { rest, ends } = await within(READY_TIMEOUT, opened.promise, late);
      return { pipe, rest, lanes: openLanes(session, ends) };
    },
    close() {
      pipe.close();
    },
  };
}

/** Ends of pipes of the relay's, by their names there, that are to become lanes. All of them, or none. */
async function openLanes(session: RelaySession, ends: readonly string[]): Promise<readonly Pipe[]> {
  const opening = ends.map((end) => openLane(session, end));
  try {
    return await Promise.all(opening);
  } catch {
    for (const lane of await Promise.allSettled(opening)) {
      if (lane.status === 'fulfilled') lane.value.close();
    }
    return [];
  }
}

/** Says a word once the pipe is open: until then the relay keeps it, and afterwards it ends with this. */
const LANE = 'exec 3>"$1" && echo gangway-lane && exec cat >&3';

async function openLane(session: RelaySession, end: string): Promise<Pipe> {
  const pipe = await session.openPipe(launchCommand(['sh', '-c', LANE, 'lane', end]));
  const open = deferred<void>();
  let heard = '';
  pipe.onData((chunk) => {
    heard = (heard + chunk.toString()).slice(-CHATTER_LIMIT);
    if (heard.includes('gangway-lane\n')) open.resolve();
  });
  pipe.onClosed(() => {
    open.reject(new GangwayError(broken('no lane')));
  });
  try {
    await within(READY_TIMEOUT, open.promise, () => new GangwayError(broken('no lane')));
  } catch (error) {
    pipe.close();
    throw error;
  }
  pipe.onData(() => undefined);
  return pipe;
}

async function openPipe(session: RelaySession): Promise<Pipe> {
  try {
    const native = Object.entries(programs).map(([machine, image]) => `${machine}=${image}`);
    return await session.openPipe(launchCommand(['python3', '-c', script, ...native]));
  } catch (error) {
    const { code, detail } = toErrorInfo(error);
    if (code !== 'ssh.channel-refused') throw error;
    // Its `path` is the whole script.
    throw failure('gateway.setup-failed', { step: 'relay', message: detail['message'] ?? '' });
  }
}

interface Ready {
  readonly rest: Buffer;
  /** Files of procfs. */
  readonly ends: readonly string[];
}

/** `ready` or `ready PID FD...`; `undefined` for anything else. */
function readyOf({ said, rest }: { said: string; rest: Buffer }): Ready | undefined {
  const [word, pid = '', ...descriptors] = said.split(' ');
  if (word !== 'ready' || ![pid, ...descriptors].every((text) => /^\d*$/.test(text))) return;
  return { rest, ends: descriptors.map((descriptor) => `/proc/${pid}/fd/${descriptor}`) };
}

/** The relay's first line, without hello and version, and what follows it; `undefined` if it is not whole. */
function firstLine(heard: Buffer): { said: string; rest: Buffer } | undefined {
  const start = heard.indexOf(HELLO);
  const end = start < 0 ? -1 : heard.indexOf('\n', start);
  if (end < 0) return undefined;
  const [version = '', ...said] = heard.toString('utf8', start + HELLO.length, end).split(' ');
  return {
    said: version === VERSION ? said.join(' ') : `error version ${version}`,
    rest: heard.subarray(end + 1),
  };
}

/** `error STEP MESSAGE` as an error; the messages are those of strerror(3). */
function refusal(said: string, user: string): ErrorInfo {
  const [, step = '', ...words] = said.split(' ');
  const message = words.join(' ');
  if (step === 'device' && message === 'No such file or directory') {
    return errorInfo('gateway.tool-missing', { tool: '/dev/net/tun' });
  }
  if (message === 'Permission denied' || message === 'Operation not permitted') {
    return errorInfo('gateway.tun-denied', { user });
  }
  return broken(`${step}: ${message}`);
}

function broken(message: string): ErrorInfo {
  return errorInfo('gateway.setup-failed', { step: 'relay', message });
}
