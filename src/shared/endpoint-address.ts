/** Under which addresses the laptop reaches a container, network by network: pure. */
import type { Endpoint } from './inventory';
import type { NetworkView } from './network-view';
import { addressRouter } from './routed-address';

export interface EndpointAddress {
  readonly network: string;
  /** As Docker gave it. */
  readonly real: string;
  /** As the laptop uses it; `null` if it is not routed (yet). */
  readonly here: string | null;
}

/** In the order of `endpoints`. IPv6 addresses only where they are routed: Docker gives them seldom and unasked. */
export function endpointAddresses(
  endpoints: readonly Endpoint[],
  networks: readonly NetworkView[],
): EndpointAddress[] {
  return endpoints.flatMap(endpointRouter(networks));
}

/** `endpointAddresses` for many containers, one endpoint at a time. */
export function endpointRouter(
  networks: readonly NetworkView[],
): (endpoint: Endpoint) => EndpointAddress[] {
  const routers = new Map<string, ReturnType<typeof addressRouter>>();
  const routerOf = (network: string): ReturnType<typeof addressRouter> => {
    const known = routers.get(network);
    if (known) return known;
    // Another network may have the same prefix; only an additional CIDR leads to whatever is there.
    const ways = networks.filter(
      ({ kind, name, reach }) => reach.kind === 'on' && (kind === 'cidr' || name === network),
    );
    const router = addressRouter(ways);
    routers.set(network, router);
    return router;
  };
  return ({ network, ipv4, ipv6 }) => {
    const router = routerOf(network);
    const six = ipv6 === null ? null : router(ipv6);
    return [
      ...(ipv4 === null ? [] : [{ network, real: ipv4, here: router(ipv4) }]),
      ...(ipv6 === null || six === null ? [] : [{ network, real: ipv6, here: six }]),
    ];
  };
}

/** What became of the network that an endpoint is on; `undefined` before the routes are planned. */
export function networkOf(
  network: string,
  networks: readonly NetworkView[],
): NetworkView | undefined {
  return networks.find(({ kind, name }) => kind === 'docker' && name === network);
}
