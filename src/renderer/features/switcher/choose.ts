/** Which profiles are offered, in what order, for what was typed: pure. */
import type { Profile } from '../../../shared/profile';

/**
 * Those that have every word of `query` in their name or in a gateway's host, those looked at last first, the others in
 * their own order.
 */
export function offered(
  profiles: readonly Profile[],
  recent: readonly string[],
  query: string,
): readonly Profile[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const place = new Map(recent.map((id, index) => [id, index]));
  const placeOf = ({ id }: Profile): number => place.get(id) ?? recent.length;
  return profiles
    .filter((profile) => {
      const text = textOf(profile);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => placeOf(a) - placeOf(b));
}

function textOf({ name, gateways }: Profile): string {
  return [name, ...gateways.map(({ host }) => host)].join(' ').toLowerCase();
}

/** The first gateway's host, as it was typed. */
export function hostOf({ name, gateways }: Profile): string {
  return gateways[0]?.host ?? name;
}
