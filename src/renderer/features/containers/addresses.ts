/** Addresses of many containers by the same networks: pure. */
import { endpointRouter, type EndpointAddress } from '../../../shared/endpoint-address';
import type { Endpoint } from '../../../shared/inventory';
import type { NetworkView } from '../../../shared/network-view';

const routers = new WeakMap<readonly NetworkView[], ReturnType<typeof endpointRouter>>();

/** As `endpointAddresses`, without reading the same networks again for every row. */
export function addressesOf(
  endpoints: readonly Endpoint[],
  networks: readonly NetworkView[],
): EndpointAddress[] {
  const router = routers.get(networks) ?? endpointRouter(networks);
  routers.set(networks, router);
  return endpoints.flatMap(router);
}
