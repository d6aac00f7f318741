/** Bridges with as many containers as one likes. */
import type { Container } from '../../src/shared/inventory';
import type { NamesView } from '../../src/shared/names-view';
import { EMPTY_BRIDGE, type AppSnapshot } from '../../src/shared/snapshot';
import { connected, NAMES, network } from '../../e2e/mocked/fixtures';

const DAY_MS = 86_400_000;

/** Each routed as it is. */
const NETWORKS = ['bridge', 'backend', 'monitoring', 'shop_front'].map((name, index) =>
  network(name, `10.${index}.0.0/16`),
);

const idOf = (index: number): string => String(index).padStart(64, '0');
const nameOf = (index: number): string => `service-${String(index + 1).padStart(5, '0')}`;

/** Spread over the networks; one in ten has a health check, one in seven publishes a port, half are of a project. */
function containers(count: number): Container[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index % NETWORKS.length;
    const ipv4 = `10.${at}.${index >> 8}.${index & 255}`;
    return {
      id: idOf(index),
      name: nameOf(index),
      image: `registry.example.com/team/service-${index % 50}:2026.11`,
      status: 'running',
      health: index % 10 === 0 ? 'healthy' : 'none',
      statusText: 'Up 3 hours',
      createdAt: Date.now() - DAY_MS,
      endpoints: [{ network: NETWORKS[at]?.name ?? '', ipv4, ipv6: null }],
      ports: [{ container: 80, protocol: 'tcp', host: index % 7 === 0 ? 8000 + index : null }],
      project: index % 2 === 0 ? `project-${index % 20}` : null,
    };
  });
}

/** One for each container, as its row shows it. */
function names(count: number): NamesView {
  const all = Array.from({ length: count }, (_, index) => [
    idOf(index),
    [`${nameOf(index)}.staging.gangway.internal`],
  ]);
  return { ...NAMES, names: Object.fromEntries(all) as NamesView['names'] };
}

/** All of them with an address and a name that answer here. */
export function bridgeWith(count: number): AppSnapshot {
  const inventory = { engine: '28.5.1', networks: [], swarm: null, containers: containers(count) };
  return connected({ inventory, networks: NETWORKS, names: names(count) });
}

/** Its containers are not known yet. */
export function bridgeWithout(): AppSnapshot {
  return connected({ inventory: EMPTY_BRIDGE.inventory });
}
