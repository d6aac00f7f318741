/** Whether a container can be reached from the laptop, and if not why: what is known first, then echoes. */
import { endpointAddresses, networkOf, type EndpointAddress } from '../../shared/endpoint-address';
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { Endpoint, Inventory } from '../../shared/inventory';
import type { NetworkView, Reachability } from '../../shared/network-view';
import type { PingResult } from '../worker/protocol';

/** Bytes of an IP packet: one that every path carries, and one that fills a link. */
const SMALL = 84;

/** Milliseconds. */
const PING_TIMEOUT = 1_500;

export interface ReachabilityFacts {
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
  /** Bytes. */
  readonly mtu: number;
  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult>;
}

/** Asks a container of this gateway or a Swarm task of any node, by its full id. */
export async function reach(id: string, facts: ReachabilityFacts): Promise<Reachability> {
  const found = addressOf(id, facts);
  if (typeof found !== 'string') return { kind: 'unreachable', error: found };
  const first = await facts.ping(found, SMALL, PING_TIMEOUT);
  if (first.kind !== 'answered') {
    return { kind: 'unreachable', error: errorInfo('net.no-answer', { address: found }) };
  }
  // An error that comes back teaches the sender the smaller size; silence is what makes transfers hang.
  const large = await facts.ping(found, facts.mtu, PING_TIMEOUT);
  if (large.kind === 'silent') {
    const error = errorInfo('net.mtu', { address: found, bytes: facts.mtu });
    return { kind: 'unreachable', error };
  }
  return { kind: 'reachable', address: found, rttMs: first.rttMs };
}

/** The address that the laptop uses for it, or why there is none. */
function addressOf(id: string, { inventory, networks }: ReachabilityFacts): string | ErrorInfo {
  const container = inventory?.containers.find((candidate) => candidate.id === id);
  const task = inventory?.swarm?.tasks.find((candidate) => candidate.id === id);
  const name = container?.name ?? task?.name ?? id.slice(0, 12);
  const endpoints = container?.endpoints ?? task?.endpoints ?? [];
  if (container && container.status !== 'running') {
    return errorInfo('net.container-stopped', { name, status: container.status });
  }
  if (endpoints.some(({ network }) => network === 'host')) return errorInfo('net.host-network');
  // The link's echoes are IPv4.
  const addresses = endpointAddresses(endpoints, networks).filter(
    ({ real }) => !real.includes(':'),
  );
  const routed = addresses.find(({ here }) => here !== null)?.here;
  return routed ?? whyNotRouted(addresses, endpoints, networks);
}

/** The most telling reason: a refusal, else a network that is merely off, or not open yet. */
function whyNotRouted(
  addresses: readonly EndpointAddress[],
  endpoints: readonly Endpoint[],
  networks: readonly NetworkView[],
): ErrorInfo {
  const views = endpoints.flatMap(({ network }) => networkOf(network, networks) ?? []);
  const reasons = views.flatMap((view) => [
    ...(view.reach.kind === 'refused' ? [view.reach.error] : []),
    ...view.prefixes.flatMap(({ routed, reason }) => (routed === null && reason ? [reason] : [])),
  ]);
  const [view] = views;
  if (reasons[0]) return reasons[0];
  if (!view) return errorInfo('net.no-network');
  const { real } = addresses[0] ?? {};
  return view.enabled && real !== undefined
    ? errorInfo('net.no-answer', { address: real })
    : errorInfo('net.not-enabled', { network: view.name });
}
