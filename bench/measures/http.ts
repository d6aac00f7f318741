/** HTTP requests to the container's nginx with wrk, over connections that are kept. */
import { run } from '../lab';
import type { TunnelMeasure } from './measure';

const MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

export function http(connections: number): TunnelMeasure {
  const id = `http${connections}`;
  return {
    ...{ of: 'tunnel', id, line: 'lan', quick: false, seconds: 2.5 },
    applies: () => true,
    run: async (_tunnel, { target }) => {
      const load = ['-t1', `-c${connections}`, '-d2s', '--latency', `http://${target}/`];
      const text = await run({ host: 'laptop', argv: ['wrk', ...load] });
      const percentile = (name: string): number => {
        const [, value, unit = ''] = new RegExp(`${name}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
        return Number(value) * (MS[unit] ?? NaN);
      };
      const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(text) ?? [];
      return [
        { measure: `${id}-rate`, unit: 'requests/s', value: Number(rate) },
        { measure: `${id}-p50`, unit: 'ms', value: percentile('50') },
        { measure: `${id}-p99`, unit: 'ms', value: percentile('99') },
      ];
    },
  };
}
