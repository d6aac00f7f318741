/** What Docker on the gateway has, in the shape that people look at it. */

export type ContainerStatus =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export type ContainerHealth = 'none' | 'starting' | 'healthy' | 'unhealthy';

/** One network that a container is on, with its address there. */
export interface Endpoint {
  readonly network: string;
  /** `null` while the container does not run. */
  readonly ipv4: string | null;
  readonly ipv6: string | null;
}

export interface Port {
  readonly container: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** Published port on the gateway, if any. */
  readonly host: number | null;
}

export interface Container {
  /** Full 64-digit id. */
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly status: ContainerStatus;
  readonly health: ContainerHealth;
  /** Docker's own words, e.g. `Up 3 minutes (healthy)`. */
  readonly statusText: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly Port[];
  /** Compose project or stack, if any. */
  readonly project: string | null;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  /** `bridge`, `overlay`, `macvlan`, … */
  readonly driver: string;
  readonly scope: 'local' | 'swarm' | 'global';
  readonly internal: boolean;
  /** IPv4 prefixes. */
  readonly subnets: readonly string[];
}

export interface Inventory {
  /** Running first, then by name. */
  readonly containers: readonly Container[];
  readonly networks: readonly Network[];
  /** Docker Engine version, e.g. `20.10.24`. */
  readonly engine: string;
}
