/** Names of containers on the laptop: how they got there, and which they are. */

/** Below which names are, unless a profile says otherwise: `internal` is for private use (ICANN, 2024). */
export const DEFAULT_SUFFIX = 'gangway.internal';

/**
 * What of the laptop asks our DNS server: systemd-resolved by domains of our interface, macOS by files in
 * `/etc/resolver`, or nothing, and then exact names stand in `/etc/hosts`.
 */
export const RESOLVERS = ['systemd-resolved', 'resolver-files', 'hosts-file'] as const;
export type Resolver = (typeof RESOLVERS)[number];

export interface NamesView {
  /** `null`: the laptop could not be told (a warning says why); only `gangway resolve` answers. */
  readonly resolver: Resolver | null;
  /** Below which the containers' names are, e.g. `staging.gangway.internal`. */
  readonly domains: readonly string[];
  /** Domains that the laptop appends to a name that is not whole. */
  readonly search: readonly string[];
  /** By id of container or task: its whole names, the one to show first. Only of those with an address here. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** What our DNS server says to a question; also for an address, whose `names` it tells. */
export type NameAnswer =
  | {
      readonly kind: 'found';
      /** Whole, lower case. */
      readonly name: string;
      /** Name of the profile that it belongs to. */
      readonly profile: string;
      readonly addresses: readonly string[];
      /** Of an address that was asked for. */
      readonly names: readonly string[];
      /** Nameserver behind the bridge that told it; `null` for our own zone. */
      readonly nameserver: string | null;
    }
  /** Ours to answer, but there is nothing of that name, or nothing that runs. */
  | { readonly kind: 'nothing'; readonly name: string; readonly profile: string }
  /** A nameserver behind the bridge did not answer. */
  | { readonly kind: 'silent'; readonly name: string; readonly nameserver: string }
  /** No bridge that is up answers for it; the laptop asks elsewhere. */
  | { readonly kind: 'elsewhere'; readonly name: string };
