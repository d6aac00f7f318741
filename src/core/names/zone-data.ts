/** What the parts of `core/names` hand each other. Names are in lower case, without a dot at the end. */

/** What is known of a name that exists. All empty: nothing runs there now, or only names below it exist. */
export interface NameRecords {
  /** IPv4 and IPv6 addresses as the laptop reaches them. */
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
  /** Only of names in reverse zones (RFC 1035, 3.5; RFC 3596, 2.5). */
  readonly ptr: readonly string[];
}

/** All names of one bridge, at one moment. */
export interface Zone {
  /** What it has the last word on: `staging.gangway.internal`, and reverse zones such as `17.172.in-addr.arpa`. */
  readonly apexes: readonly string[];
  /** Every name that exists at or below an apex, those in between included. */
  readonly records: ReadonlyMap<string, NameRecords>;
  /** By id of container or task: its whole names, the one to show first. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** A domain that is answered by nameservers behind the bridge. */
export interface Forward {
  readonly domain: string;
  /** In the order in which they are asked; addresses as the laptop reaches them. */
  readonly servers: readonly Nameserver[];
}

export interface Nameserver {
  readonly address: string;
  readonly port: number;
}

/** What the DNS server answers for one bridge. */
export interface BridgeNames {
  /** Name of the profile. */
  readonly profile: string;
  readonly zone: Zone;
  readonly forwards: readonly Forward[];
  /** Domains that are appended to a name that is not whole, in their order. */
  readonly search: readonly string[];
  /**
   * Names that must not depend on the bridge, because it is reached by them: the gateways' own. They are asked of
   * the laptop's nameservers even where they are below a domain of ours.
   */
  readonly outside: readonly string[];
  readonly outsideServers: readonly Nameserver[];
}
