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
  /** Further names that Docker's own DNS answers there, without the container's id and name. */
  readonly aliases?: readonly string[];
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
  /** Service of that Compose project. */
  readonly service?: string | null;
  /** What it runs of a Swarm, as its labels say: known at once, and on nodes that see no tasks. */
  readonly task?: TaskLabels | null;
}

export type TaskLabels = Pick<SwarmTask, 'id' | 'name' | 'service' | 'stack' | 'node'>;

export interface Network {
  readonly id: string;
  readonly name: string;
  /** `bridge`, `overlay`, `macvlan`, … */
  readonly driver: string;
  readonly scope: 'local' | 'swarm' | 'global';
  readonly internal: boolean;
  /** Overlays: whether a container that is no task may join. `true` for everything else. */
  readonly attachable: boolean;
  /** The Swarm's routing mesh. */
  readonly ingress: boolean;
  /** IPv4 and IPv6 prefixes, host bits zero. */
  readonly subnets: readonly string[];
}

export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  readonly role: 'manager' | 'worker';
  /** Ready and active: takes tasks. */
  readonly available: boolean;
}

/** A running task of a service, on whichever node. */
export interface SwarmTask {
  readonly id: string;
  /** As `docker service ps` prints it, e.g. `web.1`. */
  readonly name: string;
  readonly service: string;
  /** `com.docker.stack.namespace`, if any. */
  readonly stack: string | null;
  readonly image: string;
  /** Id of a node. */
  readonly node: string;
  /** Of the container that runs it, in full. */
  readonly container: string | null;
  readonly endpoints: readonly Endpoint[];
}

/** What a node of a Swarm sees of it; only managers see nodes and tasks. */
export interface Swarm {
  readonly node: string;
  readonly manager: boolean;
  readonly nodes: readonly SwarmNode[];
  readonly tasks: readonly SwarmTask[];
}

export interface Inventory {
  /** Running first, then by name. */
  readonly containers: readonly Container[];
  readonly networks: readonly Network[];
  /** `null` unless the gateway is a node of one. */
  readonly swarm: Swarm | null;
  /** Docker Engine version, e.g. `20.10.24`. */
  readonly engine: string;
}
