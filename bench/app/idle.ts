/**
 * What the app costs while nobody does anything: the real one on the lab's laptop, with a real bridge. Nothing drives it, as
 * Playwright has every page believe that it is seen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { attempt, GATEWAY_ADDRESS, run, start, type Running } from '../lab';
import { pssOn, usageOn } from '../processes';
import { ELECTRON, gangwayCommand, homeOf, untilTrue } from '../subjects/gangway';
import { trustGateway } from '../subjects/ssh';

const ID = 'idle';
const PROFILE = 'cloud';
const CONTAINERS = 100;
const SECONDS = 60;
/** From the last change until nothing of it is left to do: V8 tidies its heaps half a minute later. */
const SETTLED_MS = 40_000;

const APP = ['env', `GANGWAY_HOME=${homeOf(ID, 'dev')}`, ELECTRON, '.'];
const CONNECTED = `${gangwayCommand(ID, 'dev').join(' ')} status --json | grep -q '"kind": *"connected"'`;

/** Runs the app; a line of input is a click on its tray icon. */
const CLICKED = '"$@" & app=$!; read -r _; lab/desktop.d/click-tray && echo clicked; wait "$app"';

interface Idle {
  /** Percent of one core, of all processes together, before the popover was ever opened. */
  readonly closed: number;
  /** The same while it is open. */
  readonly open: number;
  /** Proportional set size of all processes, while it is closed. */
  readonly bytes: number;
}

/** In the lab that is up. Takes about four minutes. */
export async function idleInTheLab(): Promise<Idle> {
  let app: Running | undefined;
  try {
    await fill();
    await trustGateway('dev');
    const add = ['profile', 'add', PROFILE, '--host', GATEWAY_ADDRESS, '--user', 'root'];
    await asUser(...add, '--connect-on-start');
    app = start({ host: 'laptop', desktop: true, argv: ['sh', '-c', CLICKED, 'sh', ...APP] });
    await untilTrue(CONNECTED, app);
    await pause(SETTLED_MS);
    const closed = await costs();
    const bytes = await pssOn('laptop', 'electron');
    app.child.stdin?.write('\n');
    await app.says(/clicked/);
    await pause(SETTLED_MS);
    return { closed, bytes, open: await costs() };
  } finally {
    await app?.stop();
    await attempt({ host: 'laptop', argv: ['rm', '-rf', homeOf(ID, 'dev')] });
    await attempt({ host: 'a', argv: ['sh', '-c', EMPTY], timeoutMs: 120_000 });
  }
}

const NAMES = `${ID}-`;
const EMPTY = `docker ps --quiet --filter name=^${NAMES} | xargs --no-run-if-empty docker rm --force`;

/** Starts as many containers as are missing from a hundred. */
async function fill(): Promise<void> {
  const script = `
    image=$(docker images --quiet --filter reference=busybox | head -n 1)
    for ((number = $(docker ps --quiet | wc -l); number < ${CONTAINERS}; number++)); do
      docker run --detach --name ${NAMES}$number "$image" sleep 1000000
    done`;
  await run({ host: 'a', argv: ['bash', '-euc', script], timeoutMs: 180_000 });
}

function asUser(...words: readonly string[]): Promise<string> {
  return run({ host: 'laptop', user: 'dev', argv: [...gangwayCommand(ID, 'dev'), ...words] });
}

/** Percent of one core. */
async function costs(): Promise<number> {
  const used = async (): Promise<number> => (await usageOn('laptop', 'electron')).cpuSeconds;
  const before = await used();
  await pause(SECONDS * 1000);
  return (((await used()) - before) / SECONDS) * 100;
}
