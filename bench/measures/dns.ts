/** How many questions the DNS server answers on one core, asked by UDP from a process on the other. */
import { ROOT_ON_LAPTOP, run, start, type Running } from '../lab';
import type { TunnelMeasure } from './measure';

const SECONDS = 5;
const CONTAINERS = 1000;
const MEGABYTE = 1e6;

interface Cost {
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly rss: number;
}

/** Of no link and no subject: once, beside the first that is ours. */
export const dns: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'dns', line: 'lan', quick: true, seconds: SECONDS + 3, once: true },
  applies: ({ id }) => id === 'gangway-node',
  run: async () => {
    const program = `${ROOT_ON_LAPTOP}/dist/bench/dns-server.js`;
    const argv = ['taskset', '--cpu-list', '0', 'node', program, String(CONTAINERS)];
    const server = start({ host: 'laptop', argv });
    try {
      const [, port = ''] = await server.says(/^port (\d+)$/m);
      const before = await cost(server, 1);
      const { rate, answered, wrong } = await load(port);
      const after = await cost(server, 2);
      if (wrong > 0) throw new Error(`${wrong} answers are wrong`);
      return [
        { measure: 'dns-rate', unit: 'queries/s', value: rate },
        {
          ...{ measure: 'dns-cpu', unit: 'µs' },
          value: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / answered,
        },
        { measure: 'dns-memory', unit: 'MB', value: after.rss / MEGABYTE },
        { measure: 'dns-memory-growth', unit: 'MB', value: (after.rss - before.rss) / MEGABYTE },
      ];
    } finally {
      await server.stop();
    }
  },
};

interface Load {
  /** A second. */
  readonly rate: number;
  /** With warming up. */
  readonly answered: number;
  readonly wrong: number;
}

async function load(port: string): Promise<Load> {
  const names = Array.from({ length: 200 }, (_, index) => {
    return `container-${(index * 37) % CONTAINERS}.bench.gangway.internal`;
  });
  const probe = `${ROOT_ON_LAPTOP}/bench/probes/dns-load.mjs`;
  const argv = ['taskset', '--cpu-list', '1', 'node', probe, port, String(SECONDS), ...names];
  return JSON.parse(await run({ host: 'laptop', argv })) as Load;
}

/** What the server tells the `time`th time that it is asked. */
async function cost(server: Running, time: number): Promise<Cost> {
  server.child.stdin?.write('\n');
  const found = await server.says(new RegExp(`(?:^cost (.*)\\n[^]*?){${time}}`, 'm'));
  return JSON.parse(found[1] ?? '') as Cost;
}
