/** The inventory, read part by part: what an event did not touch is not asked for again. */
import type { Inventory, Network } from '../../shared/inventory';
import { Aliases } from './aliases';
import type { DockerClient } from './client';
import type { Part } from './events';
import type { ListedContainer } from './listed';
import { NO_LISTS, toSwarm, type Membership, type SwarmLists } from './swarm';

export class InventoryReader {
  readonly #client: DockerClient;
  readonly #aliases: Aliases;
  #containers: readonly ListedContainer[] = [];
  #networks: readonly Network[] = [];
  #membership: Membership = { node: '', manager: false };
  #lists: SwarmLists = NO_LISTS;
  #missed = false;

  /** `onNews` is called when reading no part would answer differently: aliases are asked for one by one. */
  constructor(client: DockerClient, onNews: () => void) {
    this.#client = client;
    this.#aliases = new Aliases(client, onNews);
  }

  /** Asks nothing any more. */
  stop(): void {
    this.#aliases.stop();
  }

  /** Reads the parts anew. Never call it while it runs. Rejects if the daemon does. */
  async read(parts: ReadonlySet<Part>): Promise<Inventory> {
    const containers = async (): Promise<void> => {
      if (parts.has('containers')) this.#containers = await this.#client.containers();
    };
    const networks = async (): Promise<void> => {
      if (parts.has('networks')) this.#networks = await this.#client.networks();
    };
    await Promise.all([containers(), networks(), this.#readSwarm(parts)]);
    return {
      containers: this.#aliases.addTo(this.#containers),
      networks: this.#networks,
      swarm: toSwarm(this.#membership, this.#lists),
      engine: this.#client.engine,
    };
  }

  /** Whether something may change without an event: see `follow.ts`. */
  get isBlind(): boolean {
    const { node, manager } = this.#membership;
    return manager && (this.#missed || this.#lists.nodes.some(({ ID }) => ID !== node));
  }

  async #readSwarm(parts: ReadonlySet<Part>): Promise<void> {
    const { node, manager } = this.#membership;
    if (this.#missed || parts.has('membership')) this.#membership = await this.#client.membership();
    const another = this.#membership.node !== node || this.#membership.manager !== manager;
    if (!this.#membership.manager) {
      this.#lists = NO_LISTS;
      this.#missed = false;
    } else if (this.#missed || another || parts.has('swarm')) {
      await this.#unlessLeaderless(async () => (this.#lists = await this.#client.swarm()));
    } else if (parts.has('tasks')) {
      const tasks = async (): Promise<SwarmLists> => ({
        ...this.#lists,
        tasks: await this.#client.tasks(),
      });
      await this.#unlessLeaderless(async () => (this.#lists = await tasks()));
    }
  }

  /**
   * While managers elect a leader, and on one that has just become a worker, the lists answer 5xx and all
   * else goes on as before. What was last heard stays until the next reading.
   */
  async #unlessLeaderless(read: () => Promise<unknown>): Promise<void> {
    try {
      await read();
      this.#missed = false;
    } catch (error) {
      if (!((error as { statusCode?: number }).statusCode ?? 0)) throw error;
      this.#missed = true;
    }
  }
}
