/** Below which domains the names of a profile are: pure. */
import { DEFAULT_SUFFIX } from '../../shared/names-view';
import type { Profile } from '../../shared/profile';

type Named = Pick<Profile, 'name' | 'names'>;

export interface ZoneDomains {
  /** `<profile>.<suffix>` */
  readonly own: string;
  /** `<environment>.<domain>`: the same unless the profile says otherwise. */
  readonly classic: string;
}

export function zoneDomains({ name, names = {} }: Named): ZoneDomains {
  const { suffix = DEFAULT_SUFFIX, environment = name, domain = suffix } = names;
  return { own: `${name}.${suffix}`, classic: `${environment}.${domain}` };
}

/**
 * `zone`: what our names are below; none of them is below another. `search`: what the laptop appends to names that are
 * not whole, so that `redis.staging` is one: the suffix, the profile's own, and the classic domain.
 */
export function domainsOf(profile: Named): { zone: string[]; search: string[] } {
  const { own, classic } = zoneDomains(profile);
  const { suffix = DEFAULT_SUFFIX, search = [], domain = suffix } = profile.names ?? {};
  return {
    zone: outermost([own, classic]),
    search: [...new Set([suffix, ...search, domain])],
  };
}

/** With the app's suffix (empty: none) where the profile has none of its own. */
export function withSuffix<Some extends Pick<Profile, 'names'>>(
  profile: Some,
  suffix: string,
): Some {
  if (suffix === '' || profile.names?.suffix !== undefined) return profile;
  return { ...profile, names: { ...profile.names, suffix } };
}

/** Each once, without what is below another one; in their order. */
export function outermost(domains: readonly string[]): string[] {
  const all = new Set(domains);
  return [...all].filter((domain) => !isBelow(domain, all));
}

/** Whether a name is below one of `domains`; being one of them does not count. */
export function isBelow(name: string, domains: ReadonlySet<string>): boolean {
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    if (domains.has(name.slice(dot + 1))) return true;
  }
  return false;
}
