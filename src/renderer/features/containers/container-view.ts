/** Which containers are shown, in what order and with what to click: pure. */
import { contains, parsePrefix } from '../../../shared/cidr';
import type { Container, Endpoint, Port } from '../../../shared/inventory';
import type { DotTone } from '../../components/dot';

export type Row =
  | { readonly kind: 'heading'; readonly title: string; readonly count: number }
  | { readonly kind: 'container'; readonly container: Container };

/** Containers that match every word of `query`, in groups: running, then stopped. */
export function rowsOf(containers: readonly Container[], query: string): Row[] {
  const shown = containers.filter((container) => matches(container, query));
  return [
    ...group('Running', shown.filter(isUp)),
    ...group(
      'Stopped',
      shown.filter((container) => !isUp(container)),
    ),
  ];
}

function group(title: string, containers: readonly Container[]): Row[] {
  if (containers.length === 0) return [];
  return [
    { kind: 'heading', title, count: containers.length },
    ...containers.map((container) => ({ kind: 'container', container }) as const),
  ];
}

export function matches(container: Container, query: string): boolean {
  const text = [
    container.name,
    container.image,
    container.project ?? '',
    container.id.slice(0, 12),
    ...container.endpoints.flatMap(({ network, ipv4 }) => [network, ipv4 ?? '']),
    ...container.ports.map((port) => String(port.container)),
  ]
    .join(' ')
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function isUp({ status }: Container): boolean {
  return status === 'running' || status === 'restarting' || status === 'paused';
}

export function containerTone(container: Container): DotTone {
  if (!isUp(container)) return 'off';
  if (container.health === 'unhealthy') return 'bad';
  const settled = container.status === 'running' && container.health !== 'starting';
  return settled ? 'on' : 'busy';
}

/** A word for what the dot says; `null` when all is as it should be. */
export function conditionOf(container: Container): string | null {
  if (container.status !== 'running') return container.status;
  return container.health === 'unhealthy' || container.health === 'starting'
    ? container.health
    : null;
}

/** Endpoints with an IPv4 address, and whether the link's routes lead there. */
export function addressesOf(
  container: Container,
  routes: readonly string[],
): { endpoint: Endpoint; address: string; routed: boolean }[] {
  return container.endpoints.flatMap((endpoint) =>
    endpoint.ipv4 === null
      ? []
      : [{ endpoint, address: endpoint.ipv4, routed: isRouted(endpoint.ipv4, routes) }],
  );
}

function isRouted(address: string, routes: readonly string[]): boolean {
  const inner = parsePrefix(address);
  return routes.some((route) => {
    const outer = parsePrefix(route);
    return inner !== undefined && outer !== undefined && contains(outer, inner);
  });
}

const HTTPS = new Set([443, 8443, 9443]);
/** Ports that most often answer a browser; any other is copied rather than opened. */
const HTTP = new Set([80, 81, 591, 2375, 3000, 3001, 4000, 4200, 5000, 5173, 5601, 7474, 7700]);

/** Where a browser finds this port, or `null` if it probably speaks something else. */
export function urlOf(address: string, port: Port): string | null {
  if (port.protocol !== 'tcp') return null;
  const number = port.container;
  if (HTTPS.has(number)) return `https://${address}${number === 443 ? '' : `:${number}`}/`;
  const likely = HTTP.has(number) || (number >= 8000 && number <= 9100) || number === 15672;
  return likely ? `http://${address}${number === 80 ? '' : `:${number}`}/` : null;
}

/** Docker lists a port once per published address; one of each is enough. */
export function distinctPorts(ports: readonly Port[]): Port[] {
  return [...new Map(ports.map((port) => [portLabel(port), port])).values()];
}

export function portLabel({ container, protocol }: Port): string {
  return protocol === 'tcp' ? String(container) : `${container}/${protocol}`;
}
