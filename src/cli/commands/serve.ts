/** `gangway serve`, not in the help: the process behind `up --detach`. */
import { Socket } from 'node:net';
import { toErrorInfo } from '../../shared/errors';
import type { Context } from '../context';
import { isActive, markDaemon, READY, STARTER_DESCRIPTOR } from '../daemon';
import { EXIT, failureLine, type ExitCode } from '../exit';
import { onInterrupt } from '../interrupts';
import { host, type Session } from '../session';

/**
 * Serves until a signal. `started`: somebody holds the other end of the starter's descriptor, and the
 * daemon ends by itself once that end is closed and no bridge is left.
 */
export async function serve(context: Context, started: boolean): Promise<ExitCode> {
  const starter = started ? openStarter() : null;
  const tell = (line: string): void => void starter?.write(`${line}\n`);
  const log = (line: string): void => context.io.note(`${new Date().toISOString()} ${line}`);
  try {
    const session = await host(context);
    const unmark = started ? markDaemon(context.paths) : () => undefined;
    log('serving');
    tell(READY);
    await untilUnneeded(session, starter, log);
    await session.end();
    unmark();
    log('ended');
    return EXIT.done;
  } catch (error) {
    log(failureLine(error));
    tell(JSON.stringify(toErrorInfo(error)));
    return EXIT.failed;
  } finally {
    starter?.end();
  }
}

function openStarter(): Socket {
  const starter = new Socket({ fd: STARTER_DESCRIPTOR });
  starter.on('error', () => starter.destroy());
  starter.resume();
  return starter;
}

function untilUnneeded(
  { live }: Session,
  starter: Socket | null,
  log: (line: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const states = new Map<string, string>();
    let held = starter !== null;
    const look = (): void => {
      let active = 0;
      for (const { id, name } of live.current.profiles) {
        const { state } = live.bridge(id);
        if (isActive(state)) active++;
        if (states.get(id) === state.kind) continue;
        const error = 'error' in state ? ` ${JSON.stringify(state.error)}` : '';
        if (states.has(id)) log(`${name}: ${state.kind}${error}`);
        states.set(id, state.kind);
      }
      if (starter && !held && active === 0) finish();
    };
    const stop = live.onChange(look);
    const release = onInterrupt(
      () => finish(),
      () => log('still cleaning up'),
    );
    const finish = (): void => {
      stop();
      release();
      resolve();
    };
    starter?.on('close', () => {
      held = false;
      look();
    });
    look();
  });
}
