import {
  mapAddress,
  parseIpAddress,
  parseIpPrefix,
  prefixAround,
  prefixContains,
  widthOf,
} from './cidr-ip';
import type { NetworkView } from './network-view';

/**
 * The address that the laptop uses for a container's `address`: itself, or its stand-in where its prefix is
 * remapped; `null` if it is not routed. Two networks of one gateway may hold the same prefix (the later one
 * is refused then): where the container's network is known, pass that one alone.
 */
export function routedAddress(address: string, networks: readonly NetworkView[]): string | null {
  const found = parseIpAddress(address);
  if (!found) return null;
  const whole = prefixAround(found, widthOf(found.family));
  let best: { length: number; address: string } | null = null;
  for (const { real, routed } of networks.flatMap(({ prefixes }) => prefixes)) {
    const prefix = parseIpPrefix(real);
    if (!prefix || routed === null || !prefixContains(prefix, whole)) continue;
    // The gateway sends by the longest prefix, too.
    if (best && best.length >= prefix.length) continue;
    const mapped = mapAddress(address, { real, mapped: routed });
    if (mapped !== undefined) best = { length: prefix.length, address: mapped };
  }
  return best?.address ?? null;
}
