/** What a `gangway://` link asks for. Whoever wrote it may mean harm, so it says one of two things or nothing. Pure. */
import { isProfileLink, MAX_EXPORT } from '../shared/profile-link';

export const SCHEME = 'gangway';

export type DeepLink =
  | { readonly kind: 'connect'; readonly name: string }
  /** Profiles to import; not looked into yet. */
  | { readonly kind: 'profiles'; readonly link: string }
  | { readonly kind: 'refused' };

/** The name as profiles have it, and nothing behind it: no escapes, no query, no user, no port. */
const CONNECT = /^gangway:\/\/connect\/([a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?)\/?$/i;

export function readDeepLink(text: string): DeepLink {
  const name = CONNECT.exec(text)?.[1];
  if (name !== undefined) return { kind: 'connect', name: name.toLowerCase() };
  if (isProfileLink(text) && text.length <= MAX_EXPORT) return { kind: 'profiles', link: text };
  return { kind: 'refused' };
}

/** The link among the arguments of a program, as a desktop hands it over: the last one. */
export function linkAmong(argv: readonly string[]): string | undefined {
  return argv.findLast((each) => each.toLowerCase().startsWith(`${SCHEME}:`));
}
