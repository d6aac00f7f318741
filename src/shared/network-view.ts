/** What a bridge makes of each network: wanted or not, routed as what, or why not. */
import type { ErrorInfo } from './errors';

/** A prefix on the gateway, and the addresses that the laptop uses for it. */
export interface Remap {
  readonly real: string;
  /** Of the same length: address N of it is address N of `real`. */
  readonly mapped: string;
}

export interface PrefixView {
  readonly real: string;
  /** As routed on the laptop: `real`, or its stand-in if that clashes here; `null` if not routed. */
  readonly routed: string | null;
  /** Why not routed, or what the remap is for. */
  readonly reason?: ErrorInfo;
}

export type NetworkReach =
  | { readonly kind: 'off' }
  /** Wanted, but not yet there: an attachment is on its way. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'on' }
  | { readonly kind: 'refused'; readonly error: ErrorInfo };

export interface NetworkView {
  /** Docker's id; an additional CIDR has its own text. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'docker' | 'cidr';
  /** `bridge`, `overlay`, `macvlan`, …; `cidr` for an additional CIDR. */
  readonly driver: string;
  readonly scope: 'local' | 'swarm' | 'global';
  readonly prefixes: readonly PrefixView[];
  /** What the profile (or the default) says. `false` and refused: cannot be enabled. */
  readonly enabled: boolean;
  readonly reach: NetworkReach;
  /** What answers there: containers of this gateway, tasks of every node. */
  readonly containers: number;
  /** Host names of the Swarm nodes that run something on it. */
  readonly nodes: readonly string[];
}

/** The outcome of asking a container whether it can be reached from here. */
export type Reachability =
  | { readonly kind: 'reachable'; readonly address: string; readonly rttMs: number }
  | { readonly kind: 'unreachable'; readonly error: ErrorInfo };
