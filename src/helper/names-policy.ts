/**
 * What the helper refuses to tell the laptop's resolver, whatever the app asks for: only our own server is
 * named, and no name is taken away from everybody. Pure.
 */
import { PrefixIndex } from '../shared/cidr-index';
import { prefixContains, type IpPrefix } from '../shared/cidr-ip';
import { failure } from '../shared/errors';
import type { ResolverConfig } from '../shared/helper-protocol';
import { isWithinAny, searchRefusal, specialDomain } from '../shared/special-domains';
import { prefix, type Refusal } from './policy';
import { isReverse, onLabelBoundary, reversePrefix } from './reverse-zone';

/** Below these a server needs rights that our app does not have, so it would be somebody else's. */
const FIRST_UNPRIVILEGED_PORT = 1024;
const LAST_PORT = 65_535;

/** RFC 952 and RFC 1123, and underscores; what starts with a hyphen would be an option to somebody. */
const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;

/** Throws `helper.refused` {rule, value, against?} unless a bridge with these routes may have such names. */
export function permitNames(config: ResolverConfig, routes: readonly string[]): void {
  const refused = namesRefusal(config, routes);
  if (refused) throw failure('helper.refused', { ...refused });
}

/** `routes` are the prefixes that are applied for the bridge. */
export function namesRefusal(
  { port, domains, search, hosts }: ResolverConfig,
  routes: readonly string[],
): Refusal | undefined {
  if (!Number.isInteger(port) || port < FIRST_UNPRIVILEGED_PORT || port > LAST_PORT) {
    return { rule: 'port', value: port };
  }
  const applied = routes.map(prefix);
  return (
    first(domains, (domain) => domainRefusal(domain, applied)) ??
    first(search, (domain) => searched(domain, new Set(domains))) ??
    hostsRefusal(hosts, domains, applied)
  );
}

function first<Item>(
  items: readonly Item[],
  refuse: (item: Item) => Refusal | undefined,
): Refusal | undefined {
  for (const item of items) {
    const refused = refuse(item);
    if (refused) return refused;
  }
  return undefined;
}

function domainRefusal(value: string, applied: readonly IpPrefix[]): Refusal | undefined {
  if (!isReverse(value)) return nameRefusal(value);
  const zone = reversePrefix(value);
  const isOurs =
    zone &&
    applied.some((route) => prefixContains(route, zone) || isSame(onLabelBoundary(route), zone));
  return isOurs ? undefined : { rule: 'reverse-zone', value };
}

function searched(value: string, domains: ReadonlySet<string>): Refusal | undefined {
  const refused = nameRefusal(value);
  if (refused) return refused;
  const rule = searchRefusal(value, domains);
  return rule && { rule, value };
}

function nameRefusal(value: string): Refusal | undefined {
  if (!value.split('.').every((label) => LABEL.test(label))) return { rule: 'malformed', value };
  const rule = specialDomain(value);
  return rule && { rule, value };
}

function hostsRefusal(
  hosts: ResolverConfig['hosts'],
  domains: readonly string[],
  applied: readonly IpPrefix[],
): Refusal | undefined {
  const routed = new PrefixIndex(applied.map((route) => ({ prefix: route })));
  const own = new Set(domains.filter((domain) => !isReverse(domain)));
  return first(hosts, ({ address, names }) =>
    routed.first(prefix(address))
      ? first(names, (name) => hostRefusal(name, own))
      : { rule: 'address-not-routed', value: address },
  );
}

function hostRefusal(value: string, own: ReadonlySet<string>): Refusal | undefined {
  if (!value.includes('.')) return { rule: 'one-label', value };
  return (
    nameRefusal(value) ?? (isWithinAny(value, own) ? undefined : { rule: 'host-elsewhere', value })
  );
}

function isSame(a: IpPrefix, b: IpPrefix): boolean {
  return a.family === b.family && a.base === b.base && a.length === b.length;
}
