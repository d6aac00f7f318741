/** Gangway: by its command line in plain Node, or in the real app that the command line talks to. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GATEWAY_ADDRESS, ROOT, ROOT_ON_LAPTOP, attempt, run, start, type Running } from '../lab';
import { trustGateway } from './ssh';
import type { Tunnel } from './subject';

const GANGWAY = `${ROOT_ON_LAPTOP}/bin/gangway`;
/** On the laptop, from the root of the checkout. */
export const ELECTRON = 'node_modules/electron/dist/electron';
const PROFILE = 'bench';

type Mode = 'relay' | 'tun-channel';

export function gangwayNode(mode: Mode): Tunnel {
  const id = mode === 'relay' ? 'gangway-node' : 'gangway-tun-channel';
  return gangway(id, `Gangway ${mode} (Node)`, mode, 'root');
}

/** In the real Electron, as a user with a desktop. */
export function gangwayElectron(): Tunnel {
  const base = gangway('gangway-electron', 'Gangway relay (Electron)', 'relay', 'dev');
  // On a file system that laptop and machine share.
  const stalls = path.join(ROOT, 'out/bench', `main-thread-${process.pid}.json`);
  let app: Running | undefined;
  return {
    ...base,
    resident: 'electron',
    prepare: async () => {
      await base.prepare?.();
      const probe = `${ROOT_ON_LAPTOP}/bench/probes/main-thread.cjs`;
      const variables = [
        `GANGWAY_HOME=${homeOf(base.id, 'dev')}`,
        `BENCH_STALLS=${onLaptop(stalls)}`,
      ];
      const argv = ['env', ...variables, ELECTRON, '-r', probe, '.'];
      app = start({ host: 'laptop', desktop: true, argv });
      await untilStatusAnswers(base.id, app);
    },
    cleanup: async () => {
      await app?.stop();
      await base.cleanup?.();
    },
    longestStall: async (since) => {
      const seen = JSON.parse(await readFile(stalls, 'utf8')) as readonly [number, number][];
      return Math.max(...seen.filter(([time]) => time > since).map(([, stall]) => stall));
    },
  };
}

function gangway(id: string, label: string, mode: Mode, user: 'root' | 'dev'): Tunnel {
  const environment = gangwayCommand(id, user);
  const on = (...words: readonly string[]): Promise<string> =>
    run({ host: 'laptop', user, argv: [...environment, ...words] });
  let session: Running | undefined;
  return {
    kind: 'tunnel',
    id,
    label,
    carries: 'packets',
    prepare: async () => {
      await trustGateway(user);
      const chooses = (await on('profile', 'add', '--help')).includes('--link');
      if (!chooses && mode === 'relay') throw new Error('this build has no relay mode');
      const link = chooses ? ['--link', mode] : [];
      await on('profile', 'add', PROFILE, '--host', GATEWAY_ADDRESS, '--user', 'root', ...link);
    },
    start: async () => {
      const argv = [...environment, 'up', PROFILE, '--accept-new-host-key'];
      session = start({ host: 'laptop', user, argv });
      await session.says(/is up|Ctrl-C/);
    },
    verify: async () => {
      const [view] = JSON.parse(await on('status', '--json')) as readonly {
        state: { link?: { mode: string } };
      }[];
      const runs = view?.state.link?.mode ?? 'nothing';
      if (runs !== mode) throw new Error(`it runs ${runs} instead of ${mode}`);
    },
    stop: async () => session?.stop('SIGINT'),
    cleanup: async () => {
      await attempt({ host: 'laptop', argv: ['rm', '-rf', homeOf(id, user)] });
    },
  };
}

/** Words before those of a command to the subject's own app. */
export function gangwayCommand(id: string, user: 'root' | 'dev' = 'root'): string[] {
  return ['env', `GANGWAY_HOME=${homeOf(id, user)}`, GANGWAY];
}

export function homeOf(id: string, user: 'root' | 'dev'): string {
  return `${user === 'root' ? '/root' : '/home/dev'}/bench-${id}`;
}

function onLaptop(file: string): string {
  return path.join(ROOT_ON_LAPTOP, path.relative(ROOT, file));
}

/** The command line finds the app as soon as it listens. */
async function untilStatusAnswers(id: string, app: Running): Promise<void> {
  await untilTrue(`[ -S ${homeOf(id, 'dev')}/run/control.sock ]`, app);
}

/** Waits until a condition of the shell is true for the app's user. Rejects after 30 s, and when the app ends before. */
export async function untilTrue(condition: string, app: Running): Promise<void> {
  const wait = `until ${condition}; do sleep 0.1; done`;
  const waiting = run({ host: 'laptop', user: 'dev', argv: ['timeout', '30', 'sh', '-c', wait] });
  const ended = app.ended.then(({ stderr }) => {
    throw new Error(`the app ended: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  });
  await Promise.race([waiting, ended]);
}
