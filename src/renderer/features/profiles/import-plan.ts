/** What an import will add, before it does: pure. */
import type { ConfigHost } from '../../../shared/config-host';
import { GangwayError, type ErrorInfo } from '../../../shared/errors';
import type { Profile, ProfileDraft } from '../../../shared/profile';
import { readExport } from '../../../shared/profile-link';
import { profileNameFor, withFreeNames } from '../../../shared/profile-names';

export interface Planned {
  /** Under the name that it will have. */
  readonly draft: ProfileDraft;
  /** The name that it came with, if that is taken. */
  readonly renamedFrom: string | undefined;
}

export type Import =
  | { readonly ok: true; readonly planned: readonly Planned[] }
  | { readonly ok: false; readonly error: ErrorInfo };

/** Reads an exported text or link; `source` as for `readExport`. */
export function planImport(text: string, source: string, profiles: readonly Profile[]): Import {
  try {
    const drafts = readExport(text, source);
    const named = withFreeNames(drafts, namesOf(profiles));
    const planned = named.map((draft, index) => {
      const before = drafts[index]?.name;
      return { draft, renamedFrom: before === draft.name ? undefined : before };
    });
    return { ok: true, planned };
  } catch (thrown) {
    if (thrown instanceof GangwayError) return { ok: false, error: thrown.info };
    throw thrown;
  }
}

/** A profile for each host: its alias is all there is, so that `~/.ssh/config` still says the rest. */
export function draftsFor(hosts: readonly ConfigHost[], profiles: readonly Profile[]) {
  const drafts = hosts.map(({ alias }) => ({
    name: profileNameFor(alias),
    gateways: [{ host: alias }],
    cidrs: [],
    networks: {},
  }));
  return withFreeNames(drafts, namesOf(profiles));
}

/** The profile that goes to a host already. */
export function profileOf({ alias }: ConfigHost, profiles: readonly Profile[]) {
  return profiles.find(({ gateways }) => gateways.some(({ host }) => host === alias));
}

/** Hosts with every word of `query` in what is shown of them. */
export function hostsMatching(hosts: readonly ConfigHost[], query: string): readonly ConfigHost[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return hosts.filter((host) => {
    const shown = `${host.alias} ${whereOf(host)}`.toLowerCase();
    return words.every((word) => shown.includes(word));
  });
}

/** `deploy@203.0.113.21:2222`, as far as `~/.ssh/config` says it; may be empty. */
export function whereOf({ alias, hostName, user, port }: ConfigHost): string {
  if (hostName === undefined && user === undefined && port === undefined) return '';
  const name = hostName ?? alias;
  const login = user === undefined ? name : `${user}@${name}`;
  if (port === undefined) return login;
  return name.includes(':') ? `${login} port ${port}` : `${login}:${port}`;
}

function namesOf(profiles: readonly Profile[]): string[] {
  return profiles.map(({ name }) => name);
}
