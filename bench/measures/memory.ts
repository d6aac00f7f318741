/** How much the processes of both sides grow while 10 GB pass, after a first transfer that warms them up. */
import { usageOn } from '../processes';
import { iperf } from './iperf';
import type { TunnelMeasure } from './measure';

const BYTES = 10e9;
const MEGABYTE = 1e6;

export const memory: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'memory', line: 'lan', quick: false, seconds: 60, once: true },
  // Peers are not asked: at 0.2 Gbit/s this takes seven minutes.
  applies: ({ id }) => id === 'gangway-node' || id === 'gangway-electron',
  run: async ({ resident }, { target }) => {
    await iperf(target, { direction: 'down', seconds: 2 });
    const rss = async (): Promise<number> =>
      ((await usageOn('laptop', resident)).rssBytes + (await usageOn('a', resident)).rssBytes) /
      MEGABYTE;
    const before = await rss();
    await iperf(target, { direction: 'down', seconds: 180, bytes: BYTES });
    const after = await rss();
    return [
      { measure: 'memory-before', unit: 'MB', value: before },
      { measure: 'memory-growth', unit: 'MB', value: after - before },
    ];
  },
};
