/**
 * Makes an attachment in Docker, and removes it with all that belongs to it. An attachable overlay takes a container; any
 * other only takes a service's task, which is pinned to this node. Both run the same image and are never started again
 * by Docker.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Attachable, AttachmentOwner } from './attachment';
import {
  complaintOf,
  createContainer,
  createService,
  findContainers,
  findServices,
  importIfMissing,
  pidOf,
  removeContainer,
  removeService,
  startContainer,
  statusOf,
  type Found,
} from './attachment-calls';
import { containerSpec, labelsOf, nameOf, serviceSpec } from './attachment-spec';
import type { DockerClient } from './client';
import type { DockerEvent } from './events';
import { LABELS } from './labels';

/** Within this a task is placed and runs, or it is not: milliseconds. */
const TASK_TIMEOUT_MS = 10_000;
/** Within this a container that is being removed is gone: milliseconds. */
const REMOVAL_TIMEOUT_MS = 5_000;

/** Milliseconds after which 5xx is tried again: while a Swarm elects its leader, nobody gives out addresses. */
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000];

export interface Made {
  readonly pid: number;
  readonly container: string;
  readonly service: string | null;
}

interface Listening {
  /** The first event that is meant, or `undefined` once nobody waits for it any more. */
  readonly event: Promise<DockerEvent | undefined>;
  readonly stop: () => void;
}

export class AttachmentMaker {
  /** Containers of attachments that have died; an event may come before the answer to the call that caused it. */
  readonly #dead = new Set<string>();
  readonly #waiting = new Set<(event: DockerEvent) => void>();
  #importing: Promise<boolean> | undefined;

  /** An event about a network, or about the container of an attachment, whosever. */
  heard(event: DockerEvent): void {
    if (event.action === 'die') this.#dead.add(event.id);
    for (const hear of this.#waiting) hear(event);
  }

  /**
   * Resolves once it runs; what an earlier one left is removed first, and all of this one if it fails. `signal` ends
   * waiting and trying again.
   */
  async make(
    client: DockerClient,
    network: Attachable,
    owner: AttachmentOwner,
    signal: AbortSignal,
  ): Promise<Made> {
    await Promise.all([this.#sweep(client, network, owner), this.#needImage(client)]);
    const make = network.attachable ? this.#makeContainer : this.#makeService;
    for (const wait of [...RETRY_DELAYS_MS, null]) {
      try {
        return await make.call(this, client, network, owner, signal);
      } catch (error) {
        await this.#sweep(client, network, owner).catch(() => undefined);
        if (wait === null || !(await this.#mayPass(client, error))) throw error;
        await delay(wait, undefined, { signal });
      }
    }
    throw new Error('unreachable');
  }

  /** Whether it may go well the next time. */
  async #mayPass(client: DockerClient, error: unknown): Promise<boolean> {
    if (error instanceof NetworkGoneError || statusOf(error) >= 500) return true;
    // Whoever removed the last attachment beside ours may just have taken the image with it.
    return statusOf(error) === 404 && this.#needImage(client);
  }

  async #makeContainer(
    client: DockerClient,
    network: Attachable,
    owner: AttachmentOwner,
  ): Promise<Made> {
    const container = await named(network, owner, (name) =>
      createContainer(client, containerSpec(name, network, owner)),
    );
    await startContainer(client, container);
    return this.#alive(client, { container, service: null });
  }

  async #makeService(
    client: DockerClient,
    network: Attachable,
    owner: AttachmentOwner,
    signal: AbortSignal,
  ): Promise<Made> {
    const { node, manager } = await client.membership();
    if (!manager) throw new Error('this node is not a manager of its Swarm');
    const decided = this.#listen(decidesOn(network, owner), TASK_TIMEOUT_MS, signal);
    try {
      const service = await named(network, owner, (name) =>
        createService(client, serviceSpec(name, network, owner, node)),
      );
      const event = await decided.event;
      if (!event) throw new Error(await complaintOf(client, service));
      if (event.type === 'network') throw new NetworkGoneError(network);
      return await this.#alive(client, { container: event.id, service });
    } finally {
      decided.stop();
    }
  }

  async #alive(client: DockerClient, made: Omit<Made, 'pid'>): Promise<Made> {
    const pid = await pidOf(client, made.container);
    if (pid === 0 || this.#dead.has(made.container)) throw new Error('its process ended at once');
    return { ...made, pid };
  }

  /** Resolves once it is gone. */
  async remove(client: DockerClient, { container, service }: Omit<Made, 'pid'>): Promise<void> {
    if (service !== null) await removeService(client, service);
    const destroyed = this.#listen(
      ({ action, id }) => action === 'destroy' && id === container,
      REMOVAL_TIMEOUT_MS,
    );
    try {
      if (await removeContainer(client, container)) return;
      await destroyed.event;
      if (await removeContainer(client, container)) return;
      throw new Error('Docker does not come to an end with removing its container');
    } finally {
      destroyed.stop();
    }
  }

  /** Removes what is left of the bridge's last connections, and of an earlier attachment to the network. */
  async #sweep(client: DockerClient, network: Attachable, owner: AttachmentOwner): Promise<void> {
    const isLeft = ({ labels }: Found): boolean =>
      labels[LABELS.mark] !== owner.mark || labels[LABELS.network] === network.id;
    const [services, containers] = await Promise.all([
      findServices(client, owner.bridge),
      findContainers(client, owner.bridge),
    ]);
    await Promise.all(services.filter(isLeft).map(({ id }) => removeService(client, id)));
    const left = containers.filter(isLeft);
    await Promise.all(left.map(({ id }) => this.remove(client, { container: id, service: null })));
  }

  /** Once for all that want it at the same time: each import would be an image of its own. `true` if it was missing. */
  #needImage(client: DockerClient): Promise<boolean> {
    this.#importing ??= importIfMissing(client).finally(() => (this.#importing = undefined));
    return this.#importing;
  }

  /** Listens from now on; `event` is the first that is meant, or `undefined` after a time or after `stop`. */
  #listen(
    isMeant: (event: DockerEvent) => boolean,
    timeoutMs: number,
    signal?: AbortSignal,
  ): Listening {
    let stop = (): void => undefined;
    const event = new Promise<DockerEvent | undefined>((resolve) => {
      const settle = (meant?: DockerEvent): void => {
        clearTimeout(timer);
        this.#waiting.delete(hear);
        signal?.removeEventListener('abort', stop);
        resolve(meant);
      };
      const hear = (heard: DockerEvent): void => {
        if (isMeant(heard)) settle(heard);
      };
      const timer = setTimeout(settle, timeoutMs);
      stop = () => {
        settle();
      };
      this.#waiting.add(hear);
      signal?.addEventListener('abort', stop);
    });
    return { event, stop };
  }
}

class NetworkGoneError extends Error {
  constructor({ name }: Attachable) {
    super(`Docker has taken the network ${name} away from under its task`);
  }
}

/**
 * Whether an event decides on the task of a service: it starts, or the network goes from under it. A node takes an overlay away
 * after the last task on it; late, it takes it from the next one, which stays in "starting" for good (Engine 20.10).
 */
function decidesOn(network: Attachable, owner: AttachmentOwner): (event: DockerEvent) => boolean {
  const labels = Object.entries(labelsOf(network, owner));
  let placed = false;
  return ({ type, action, id, attributes }) => {
    if (type === 'network') return placed && action === 'destroy' && id === network.id;
    if (!labels.every(([label, value]) => attributes[label] === value)) return false;
    placed = true;
    return action === 'start';
  };
}

/** Docker keeps the name of a container until it has removed all of it: then another name is as good. */
async function named(
  network: Attachable,
  owner: AttachmentOwner,
  create: (name: string) => Promise<string>,
): Promise<string> {
  try {
    return await create(nameOf(network, owner));
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
    return create(nameOf(network, owner, randomBytes(2).toString('hex')));
  }
}
