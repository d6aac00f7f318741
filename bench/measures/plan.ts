/** How long the route planner thinks about 1,000 networks, half of which clash on a laptop with 1,000 routes. */
import { planRoutes, type RoutePlanInput } from '../../src/core/network/route-plan';
import { median } from '../stats';
import type { TunnelMeasure } from './measure';

const NETWORKS = 1_000;
const RUNS = 20;

/** Of no link and no subject: once, beside the first that is ours. */
export const planner: TunnelMeasure = {
  ...{ of: 'tunnel', id: 'plan', line: 'lan', quick: true, seconds: 0.5, once: true },
  applies: ({ id }) => id === 'gangway-node',
  run: () => {
    const input = crowded();
    const first = timed(input);
    const again = Array.from({ length: RUNS }, () => timed(input));
    return Promise.resolve([
      { measure: 'plan-first', unit: 'ms', value: first },
      { measure: 'plan-again', unit: 'ms', value: median(again) },
    ]);
  },
};

function timed(input: RoutePlanInput): number {
  const from = performance.now();
  const { routes } = planRoutes(input);
  const took = performance.now() - from;
  if (routes.length !== NETWORKS) throw new Error(`${routes.length} of ${NETWORKS} are routed`);
  return took;
}

function crowded(): RoutePlanInput {
  const subnet = (index: number) => `10.${index >> 8}.${index & 255}.0/24`;
  const numbers = Array.from({ length: NETWORKS }, (_, index) => index);
  return {
    bridge: 'bench',
    wanted: numbers.map((index) => ({ id: `network ${index}`, prefixes: [subnet(index)] })),
    laptop: {
      addresses: [{ interface: 'wlan0', address: '192.168.1.23', length: 24 }],
      // Every second one of the networks, in no order.
      routes: numbers.map((index) => ({
        interface: 'vpn0',
        prefix: subnet(2 * ((index * 379) % NETWORKS)),
        via: '100.64.0.1',
      })),
      nameservers: ['192.168.1.1'],
    },
    gateway: '203.0.113.21',
    gatewayUses: numbers.map(subnet),
    otherBridges: ['172.17.0.0/16'],
    previous: [],
  };
}
