/** Bridges with as many containers as one likes. */
import type { Container } from '../../src/shared/inventory';
import { EMPTY_BRIDGE, type AppSnapshot } from '../../src/shared/snapshot';
import { connected } from '../../e2e/mocked/fixtures';

const NETWORKS = ['bridge', 'backend', 'monitoring', 'shop_front'];
const DAY_MS = 86_400_000;

/** Spread over four networks; one in ten has a health check, one in seven publishes a port, half are of a project. */
function containers(count: number): Container[] {
  return Array.from({ length: count }, (_, index) => {
    const network = NETWORKS[index % NETWORKS.length] ?? 'bridge';
    return {
      id: String(index).padStart(64, '0'),
      name: `service-${String(index + 1).padStart(5, '0')}`,
      image: `registry.example.com/team/service-${index % 50}:2026.11`,
      status: 'running',
      health: index % 10 === 0 ? 'healthy' : 'none',
      statusText: 'Up 3 hours',
      createdAt: Date.now() - DAY_MS,
      endpoints: [{ network, ipv4: `10.${index % 200}.${index >> 8}.${index & 255}`, ipv6: null }],
      ports: [{ container: 80, protocol: 'tcp', host: index % 7 === 0 ? 8000 + index : null }],
      project: index % 2 === 0 ? `project-${index % 20}` : null,
    };
  });
}

export function bridgeWith(count: number): AppSnapshot {
  const inventory = { engine: '28.5.1', networks: [], swarm: null, containers: containers(count) };
  return connected({ inventory });
}

/** Its containers are not known yet. */
export function bridgeWithout(): AppSnapshot {
  return connected({ inventory: EMPTY_BRIDGE.inventory });
}
