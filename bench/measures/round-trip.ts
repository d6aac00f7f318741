/** Round trips to the container: alone, and while a download saturates the link. */
import { attempt } from '../lab';
import { median, quantile } from '../stats';
import { iperf } from './iperf';
import { carriesPackets, type TunnelMeasure } from './measure';

export const idleRoundTrip: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'rtt-idle', line: 'lan', quick: true, seconds: 1.2 },
  applies: carriesPackets,
  run: async (_tunnel, { target }) => {
    const trips = await ping(target, 100, 0.01);
    return [
      { measure: 'rtt-idle', unit: 'ms', value: median(trips) },
      { measure: 'rtt-idle-p99', unit: 'ms', value: quantile(trips, 0.99) },
    ];
  },
};

export const loadedRoundTrip: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'rtt-loaded', line: 'lan', quick: true, seconds: 3.5 },
  applies: carriesPackets,
  run: async (_tunnel, { target }) => {
    const load = iperf(target, { direction: 'down', seconds: 3 });
    // The first of them see the transfer begin: left out.
    const [trips] = await Promise.all([ping(target, 130, 0.02), load]);
    const loaded = trips.slice(25);
    return [
      { measure: 'rtt-loaded', unit: 'ms', value: median(loaded) },
      { measure: 'rtt-loaded-p99', unit: 'ms', value: quantile(loaded, 0.99) },
    ];
  },
};

/** Round trips in ms. Rejects if less than half come back. */
async function ping(target: string, count: number, interval: number): Promise<number[]> {
  const argv = ['ping', '-n', '-c', String(count), '-i', String(interval), '-W', '1', target];
  const { stdout } = await attempt({ host: 'laptop', argv });
  const trips = [...stdout.matchAll(/time=([\d.]+) ms/g)].map(([, time]) => Number(time));
  if (trips.length < count / 2) throw new Error(`${trips.length} of ${count} pings came back`);
  return trips;
}
