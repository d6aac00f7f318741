/**
 * Decides which prefixes a bridge routes into its link, and under which addresses. Pure. The rule is that
 * a bridge never takes over anything that the laptop already reaches some other way: a prefix that would
 * is given a stand-in of the same length, which the gateway translates back one to one, or left out.
 *
 * A remap stays for as long as its stand-in is free, even when the clash is over: addresses do not change
 * under open connections. Whoever connects anew starts without `previous`.
 */
import {
  comparePrefixes,
  formatIpPrefix,
  parseIpPrefix,
  parsePrefixAround,
  prefixContains,
  type IpPrefix,
} from '../../shared/cidr-ip';
import { isDefaultRoute } from '../../shared/cidr-special';
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import { hash } from '../../shared/hash';
import type { HostNetwork } from '../../shared/helper-protocol';
import type { PrefixView, Remap } from '../../shared/network-view';
import { claimsOf, type Claim, type WantedNetwork } from './claim';
import { isCandidate, Occupied } from './free-range';
import { describeClash, protectedOn, type Protected } from './protected';

export interface RoutePlanInput {
  /** Bridge id: spreads the stand-ins of several bridges. */
  readonly bridge: string;
  /** In order of priority; both families. */
  readonly wanted: readonly WantedNetwork[];
  /** The laptop's network without the bridge's own tun interface. */
  readonly laptop: HostNetwork;
  /** Address that the SSH connection runs to. */
  readonly gateway: string;
  /** Prefixes in use on the gateway: no stand-in may be one of them. */
  readonly gatewayUses: readonly string[];
  /** Prefixes that other bridges route. */
  readonly otherBridges: readonly string[];
  /** The remaps of this bridge's last plan. */
  readonly previous: readonly Remap[];
}

export interface RoutePlan {
  /** Disjoint prefixes to route into the link: IPv4, then IPv6, in address order. */
  readonly routes: readonly string[];
  /** In address order of `real`. */
  readonly remaps: readonly Remap[];
  /**
   * By id of network. `reason` is `net.remapped` {prefix, mapped, with, kind, interface?} or why it is not
   * routed: `net.remap-full`, `net.no-ipv6` {prefix, where: `laptop`} or `net.conflict` {prefix, with, kind, interface?}. The kinds are `gateway`,
   * `nameserver`, `router`, `bridge`, `link`, `local`, `route`, `reserved`, `wide` (as good as a default
   * route), `network` (another one of the gateway) and `earlier` (a clash that is over; without `with`).
   */
  readonly prefixes: ReadonlyMap<string, readonly PrefixView[]>;
  /** Every reason once, in order of priority; `net.nothing-to-route` if no route is left. */
  readonly warnings: readonly ErrorInfo[];
}

export function planRoutes(input: RoutePlanInput): RoutePlan {
  const inUse = protectedOn(input.laptop, input.gateway, input.otherBridges);
  const claims = claimsOf(input.wanted, inUse, input.laptop.ipv6 !== false);
  const standIns = chooseStandIns(input, claims, inUse);

  const prefixes = new Map<string, PrefixView[]>(input.wanted.map(({ id }) => [id, []]));
  const routed: IpPrefix[] = [];
  const warnings: ErrorInfo[] = [];
  for (const claim of claims) {
    const standIn = standIns.get(claim);
    const view = viewOf(claim, standIn);
    prefixes.get(claim.id)?.push(view);
    if (view.routed !== null) routed.push(standIn ?? claim.prefix);
    if (view.reason) warnings.push(view.reason);
  }
  if (routed.length === 0) warnings.push(errorInfo('net.nothing-to-route'));
  const routes = outermost(routed).map(formatIpPrefix);
  return { routes, remaps: remapsOf(standIns), prefixes, warnings };
}

/** By claim; `null` where none is free. A claim that needs none has no entry. */
type StandIns = ReadonlyMap<Claim, IpPrefix | null>;

/** What was chosen before goes first: a new network never takes another one's stand-in away. */
function chooseStandIns(
  { bridge, gatewayUses, previous }: RoutePlanInput,
  claims: readonly Claim[],
  inUse: readonly Protected[],
): StandIns {
  const there = gatewayUses.flatMap((text) => parsePrefixAround(text) ?? []);
  const occupied = new Occupied([
    ...inUse.map(({ prefix }) => prefix),
    ...[...there, ...claims.map(({ prefix }) => prefix)].filter(
      (prefix) => !isDefaultRoute(prefix),
    ),
  ]);
  const standIns = new Map<Claim, IpPrefix | null>();
  const take = (claim: Claim, standIn: IpPrefix | undefined): void => {
    if (standIn) occupied.add(standIn);
    standIns.set(claim, standIn ?? null);
  };
  const open = claims.filter(({ prefix, refusal }) => prefix.family === 4 && !refusal);
  const last = new Map(previous.map(({ real, mapped }) => [real, parseIpPrefix(mapped)]));
  for (const claim of open) {
    const kept = last.get(claim.real);
    if (kept?.length !== claim.prefix.length || !isCandidate(kept) || occupied.has(kept)) continue;
    take(claim, kept);
  }
  for (const claim of open) {
    if (!claim.clash || standIns.has(claim)) continue;
    take(claim, occupied.find(claim.prefix.length, hash(`${bridge} ${claim.real}`)));
  }
  return standIns;
}

function viewOf({ real, refusal, clash }: Claim, standIn: IpPrefix | null | undefined): PrefixView {
  if (refusal) return { real, routed: null, reason: refusal };
  if (standIn === undefined) return { real, routed: real };
  const facts = clash ? describeClash(clash) : { kind: 'earlier' };
  if (standIn === null) {
    const reason = errorInfo('net.remap-full', { prefix: real, ...facts });
    return { real, routed: null, reason };
  }
  const mapped = formatIpPrefix(standIn);
  const reason = errorInfo('net.remapped', { prefix: real, mapped, ...facts });
  return { real, routed: mapped, reason };
}

function remapsOf(standIns: StandIns): Remap[] {
  return [...standIns]
    .sort(([a], [b]) => comparePrefixes(a.prefix, b.prefix))
    .flatMap(([{ real }, standIn]) => (standIn ? [{ real, mapped: formatIpPrefix(standIn) }] : []));
}

/** In order, without what another one contains. */
function outermost(prefixes: readonly IpPrefix[]): IpPrefix[] {
  const kept: IpPrefix[] = [];
  for (const prefix of [...prefixes].sort(comparePrefixes)) {
    const previous = kept.at(-1);
    if (!previous || !prefixContains(previous, prefix)) kept.push(prefix);
  }
  return kept;
}
