/** From an event of Docker on the gateway to the patch of the snapshot that shows it, through a whole connection. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { SnapshotPatch } from '../../src/shared/snapshot';
import { attempt, lab, run, start, type Running } from '../lab';
import { quantile, type Sample } from '../stats';
import { homeOf } from '../subjects/gangway';
import type { TunnelMeasure } from './measure';

const CONTAINER = 'bench-inventory';
/** Starts and deaths, each: enough for a 95th percentile. */
const TIMES = 40;

/** Times are milliseconds of the epoch: laptop and gateway share the machine's clock. */
interface Seen {
  readonly at: number;
  readonly status: string;
}

export const inventory: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'inventory', line: 'lan', quick: true, seconds: 30, once: true },
  applies: ({ id }) => id === 'gangway-node',
  run: async ({ id }) => {
    await make();
    const events = start({ host: 'a', argv: ['docker', 'events', ...EVENTS] });
    const patches = await followPatches(id);
    try {
      for (let time = 0; time < TIMES; time++) {
        await run({ host: 'a', argv: ['docker', 'start', CONTAINER] });
        await patches.shows('running');
        await run({ host: 'a', argv: ['docker', 'kill', CONTAINER] });
        await patches.shows('exited');
      }
    } finally {
      patches.socket.destroy();
      await events.stop();
      await attempt({ host: 'a', argv: ['docker', 'rm', '--force', CONTAINER] });
    }
    return [
      ...samples('start', delays(await told(events, 'start'), patches.seen, 'running')),
      ...samples('stop', delays(await told(events, 'die'), patches.seen, 'exited')),
    ];
  },
};

const EVENTS = ['--filter', `container=${CONTAINER}`, '--format', '{{.Action}} {{.TimeNano}}'];

async function make(): Promise<void> {
  const images = ['docker', 'images', '--quiet', '--filter', 'reference=busybox'];
  const [image = ''] = (await run({ host: 'a', argv: images })).split('\n');
  const create = ['docker', 'create', '--name', CONTAINER, image, 'sleep', '100000'];
  await run({ host: 'a', argv: create });
}

/** The times at which Docker told of `action`. */
async function told(events: Running, action: string): Promise<number[]> {
  const lines = (await events.ended).stdout.split('\n').map((line) => line.split(' '));
  return lines.flatMap(([found, nanoseconds]) =>
    found === action ? [Number(nanoseconds) / 1e6] : [],
  );
}

interface Patches {
  readonly socket: Socket;
  readonly seen: readonly Seen[];
  shows(status: string): Promise<void>;
}

/** What the engine's control socket tells of the container. */
async function followPatches(subject: string): Promise<Patches> {
  const { hosts } = JSON.parse(await lab('status', '--json')) as {
    hosts: readonly { name: string; pid: number }[];
  };
  const pid = hosts.find(({ name }) => name === 'laptop')?.pid ?? NaN;
  const socket = connect(`/proc/${pid}/root${homeOf(subject, 'root')}/run/control.sock`);
  await once(socket, 'connect');
  const seen: Seen[] = [];
  let check = (): void => undefined;
  createInterface({ input: socket }).on('line', (line) => {
    const at = performance.timeOrigin + performance.now();
    const { patch } = JSON.parse(line) as { patch?: SnapshotPatch };
    for (const bridge of Object.values(patch?.bridges ?? {})) {
      const found = bridge?.inventory?.containers.find(({ name }) => name === CONTAINER);
      if (found) seen.push({ at, status: found.status });
    }
    check();
  });
  return {
    socket,
    seen,
    shows: (status) =>
      new Promise((resolve) => {
        check = () => {
          if (seen.at(-1)?.status === status) resolve();
        };
        check();
      }),
  };
}

/** From each time to the first patch after it that has the status: milliseconds. */
function delays(times: readonly number[], seen: readonly Seen[], status: string): number[] {
  return times.map((time) => {
    const first = seen.find((patch) => patch.at >= time && patch.status === status);
    return (first?.at ?? NaN) - time;
  });
}

function samples(what: string, values: readonly number[]): Sample[] {
  return [
    { measure: `inventory-${what}-p50`, unit: 'ms', value: quantile(values, 0.5) },
    { measure: `inventory-${what}-p95`, unit: 'ms', value: quantile(values, 0.95) },
  ];
}
