/** From an event of Docker on the gateway until the DNS server on the laptop answers right, through a whole connection. */
import { attempt, ROOT_ON_LAPTOP, run, start, type Running } from '../lab';
import { quantile, type Sample } from '../stats';
import { gangwayCommand } from '../subjects/gangway';
import type { TunnelMeasure } from './measure';

/** Of each kind: 36 in all. */
const TIMES = 12;
const OVERLAY = 'mesh';
const CONTAINER = 'bench-name';
const OTHER = 'bench-other';
const SERVICE = 'bench-scaled';
const ZONE = 'bench.gangway.internal';
const RENAMED = [`${CONTAINER}-0`, `${CONTAINER}-1`] as const;
const NOTHING = '-';

/** Times are milliseconds of the epoch: laptop and gateway share the machine's clock. */
interface Seen {
  readonly at: number;
  readonly name: string;
  readonly addresses: string;
}

export const names: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'names', line: 'lan', quick: true, seconds: 60, once: true },
  applies: ({ id }) => id === 'gangway-node',
  run: async ({ id }) => {
    const gangway = gangwayCommand(id);
    const events = start({ host: 'a', argv: ['docker', 'events', ...EVENTS] });
    let watch: Watch | undefined;
    try {
      await docker('run', '--detach', '--name', CONTAINER, await image(), 'sleep', '100000');
      await docker('run', '--detach', '--name', OTHER, await image(), 'sleep', '100000');
      await run({ host: 'laptop', argv: [...gangway, 'network', 'enable', OVERLAY] });
      await makeService();
      watch = new Watch(await serverPort());
      const renamed = await rename(watch);
      const restarted = await restart(watch);
      const scaled = await scale(watch);
      await events.stop();
      return outcome(toldBy(events), watch, { renamed, restarted, scaled });
    } finally {
      await watch?.stop();
      await events.stop();
      await attempt({ host: 'a', argv: ['docker', 'service', 'rm', SERVICE] });
      const containers = [CONTAINER, OTHER, ...RENAMED];
      await attempt({ host: 'a', argv: ['docker', 'rm', '--force', ...containers] });
      await attempt({ host: 'laptop', argv: [...gangway, 'network', 'disable', OVERLAY] });
    }
  },
};

const EVENTS = [
  ...['--filter', 'type=container', '--format'],
  '{{.Action}} {{.Actor.Attributes.name}} {{.TimeNano}}',
];

/** What has to be answered once a change is told, in the order of the changes. */
interface Expected {
  /** Before which nothing of the change can be seen; that is earlier than the event. */
  readonly since: number;
  readonly name: string;
  readonly addresses: string;
  /** Where a name went away at the same time. */
  readonly gone?: string;
}

async function rename(watch: Watch): Promise<Expected[]> {
  const address = await addressOf(CONTAINER);
  const expected: Expected[] = [];
  let name = CONTAINER;
  for (let time = 0; time < TIMES; time++) {
    const next = RENAMED[time % 2 === 0 ? 0 : 1];
    const since = now();
    await docker('rename', name, next);
    expected.push({ since, name: next, addresses: address, gone: name });
    await watch.shows(next, address);
    await watch.shows(name, NOTHING);
    name = next;
  }
  await docker('rename', name, CONTAINER);
  return expected;
}

/** The two take each other's address in turn. */
async function restart(watch: Watch): Promise<Expected[]> {
  const expected: Expected[] = [];
  for (let time = 0; time < TIMES; time++) {
    await docker('kill', CONTAINER, OTHER);
    await watch.shows(CONTAINER, NOTHING);
    if (time % 2 === 0) await docker('start', OTHER);
    const since = now();
    await docker('start', CONTAINER);
    if (time % 2 === 1) await docker('start', OTHER);
    const addresses = await addressOf(CONTAINER);
    expected.push({ since, name: CONTAINER, addresses });
    await watch.shows(CONTAINER, addresses);
  }
  return expected;
}

/** By one task each time: as many addresses as there are tasks. */
async function scale(watch: Watch): Promise<Expected[]> {
  await watch.counts(SERVICE, 1);
  const expected: Expected[] = [];
  for (let replicas = 2; replicas <= TIMES + 1; replicas++) {
    const since = now();
    await docker('service', 'scale', '--detach', `${SERVICE}=${replicas}`);
    expected.push({ since, name: SERVICE, addresses: await watch.counts(SERVICE, replicas) });
  }
  return expected;
}

async function makeService(): Promise<void> {
  const node = (await docker('node', 'ls', '--filter', 'role=manager', '--quiet')).trim();
  const where = ['--network', OVERLAY, '--constraint', `node.id==${node}`];
  const how = ['--endpoint-mode', 'dnsrr', '--detach', '--stop-grace-period', '0s'];
  const create = ['service', 'create', '--name', SERVICE, ...where, ...how];
  await docker(...create, '--no-resolve-image', await image(), 'sleep', '100000');
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

class Watch {
  readonly #probe: Running;

  constructor(port: string) {
    const watched = [CONTAINER, ...RENAMED, SERVICE].map((name) => `${name}.${ZONE}`);
    const probe = `${ROOT_ON_LAPTOP}/bench/probes/dns-watch.mjs`;
    this.#probe = start({ host: 'laptop', argv: ['node', probe, port, ...watched] });
  }

  get seen(): Seen[] {
    return this.#probe.stdout.split('\n').flatMap((line) => {
      const [at, name = '', addresses] = line.split(' ');
      return addresses ? [{ at: Number(at), name: name.replace(`.${ZONE}`, ''), addresses }] : [];
    });
  }

  /** Resolves when that is the last answer. */
  async shows(name: string, addresses: string): Promise<void> {
    await this.#until(name, (last) => last === addresses);
  }

  /** Resolves with so many addresses. */
  async counts(name: string, count: number): Promise<string> {
    return this.#until(name, (last) => last !== NOTHING && last.split(',').length === count);
  }

  async stop(): Promise<void> {
    await this.#probe.stop();
  }

  #until(name: string, isRight: (addresses: string) => boolean): Promise<string> {
    return this.#probe.until(() => {
      const last = this.seen.findLast((seen) => seen.name === name)?.addresses;
      return last !== undefined && isRight(last) ? last : undefined;
    }, `${name} is not answered right`);
  }
}

interface Told {
  readonly action: string;
  readonly name: string;
  readonly at: number;
}

function toldBy(events: Running): Told[] {
  return events.stdout.split('\n').flatMap((line) => {
    const [action = '', name = '', nanoseconds] = line.split(' ');
    return nanoseconds ? [{ action, name, at: Number(nanoseconds) / 1e6 }] : [];
  });
}

function outcome(
  told: readonly Told[],
  watch: Watch,
  changes: Readonly<Record<'renamed' | 'restarted' | 'scaled', readonly Expected[]>>,
): Sample[] {
  const { seen } = watch;
  const delays = (action: string, of: (name: string) => boolean, expected: readonly Expected[]) => {
    const times = told.filter((each) => each.action === action && of(each.name));
    // The container's and the service's first start come before, the rename back comes after.
    const due = action === 'start' ? times.slice(1) : times;
    return expected.map(({ since, name, addresses, gone }, index) => {
      const from = due[index]?.at ?? NaN;
      const first = (wanted: string, answer: string): number =>
        seen.find((each) => each.at >= since && each.name === wanted && each.addresses === answer)
          ?.at ?? NaN;
      const right = Math.max(first(name, addresses), gone ? first(gone, NOTHING) : since);
      // What reads the lists for another reason may be faster than the event.
      return Math.max(right - from, 0);
    });
  };
  const kinds = {
    rename: delays('rename', (name) => RENAMED.some((each) => each === name), changes.renamed),
    restart: delays('start', (name) => name === CONTAINER, changes.restarted),
    scale: delays('start', (name) => name.startsWith(`${SERVICE}.`), changes.scaled),
  };
  const all = Object.values(kinds).flat();
  if (all.some(Number.isNaN)) throw new Error('a change was not told, or not answered');
  const p95 = Object.entries(kinds).map(([kind, values]) => {
    return { measure: `names-${kind}-p95`, unit: 'ms', value: quantile(values, 0.95) };
  });
  return [{ measure: 'names-p95', unit: 'ms', value: quantile(all, 0.95) }, ...p95];
}

/** The one that Gangway listens at by both, UDP and TCP. */
async function serverPort(): Promise<string> {
  const ports = async (kind: string): Promise<string[]> => {
    const lines = await run({ host: 'laptop', argv: ['ss', `-Hln${kind}p`] });
    const found = lines.matchAll(/ 127\.0\.0\.1:(\d+) .*"(?:node|gangway|electron|MainThread)"/g);
    return [...found].map(([, port = '']) => port);
  };
  const tcp = await ports('t');
  const port = (await ports('u')).find((each) => tcp.includes(each));
  if (port === undefined) throw new Error('no DNS server listens');
  return port;
}

function docker(...argv: readonly string[]): Promise<string> {
  return run({ host: 'a', argv: ['docker', ...argv] });
}

async function addressOf(container: string): Promise<string> {
  const format = '{{.NetworkSettings.IPAddress}}';
  return (await docker('inspect', '--format', format, container)).trim();
}

async function image(): Promise<string> {
  // By its name: a task takes no id.
  const format = ['--format', '{{.Repository}}:{{.Tag}}', '--filter', 'reference=busybox'];
  const images = await docker('images', ...format);
  return images.split('\n')[0] ?? '';
}
