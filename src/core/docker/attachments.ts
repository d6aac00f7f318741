/**
 * Makes attachments, removes them, and notices when one of them is gone. An attachable overlay takes a container; any
 * other only takes a service's task, which is pinned to this node. Both run the same image and are never started again
 * by Docker: whoever wants it back asks again.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { failure } from '../../shared/errors';
import type { Attachable, Attachment, AttachmentOwner, Attachments } from './attachment';
import {
  complaintOf,
  createContainer,
  createService,
  findContainers,
  findServices,
  importIfMissing,
  pidOf,
  removeContainer,
  removeImages,
  removeService,
  startContainer,
  statusOf,
  type Found,
} from './attachment-calls';
import { containerSpec, labelsOf, nameOf, serviceSpec } from './attachment-spec';
import type { DockerClient } from './client';
import { messageOf } from './error-map';
import type { DockerEvent } from './events';
import { isAttachment, LABELS } from './labels';

/** Within this a task is placed and runs, or it is not: milliseconds. */
const TASK_TIMEOUT_MS = 10_000;
/** Within this a container that is being removed is gone: milliseconds. */
const REMOVAL_TIMEOUT_MS = 5_000;

/** Within this all is detached at the end, or the guard has to: milliseconds. */
const END_TIMEOUT_MS = 8_000;

/** Milliseconds after which 5xx is tried again: while a Swarm elects its leader, nobody gives out addresses. */
const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000];

const UNREF = { ref: false };

interface Held extends Attachment {
  readonly network: Attachable;
  readonly container: string;
  readonly service: string | null;
}

interface Listening {
  readonly event: Promise<DockerEvent | undefined>;
  stop(): void;
}

export class AttachmentKeeper implements Attachments {
  readonly #gone: (networkId: string) => void;
  readonly #held = new Map<string, Held>();
  /** Of those that died, what Docker keeps of them: a service outlives its task. */
  readonly #lost = new Map<string, Held>();
  /** By network: one thing at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Containers of attachments that have died; an event may come before the answer to the call that caused it. */
  readonly #dead = new Set<string>();
  readonly #waiting = new Set<(event: DockerEvent) => void>();
  #client: DockerClient | null = null;
  #importing: Promise<boolean> | undefined;
  #used = false;
  #ending = new AbortController();

  /** `gone` is told of an attachment that nobody here has removed. */
  constructor(gone: (networkId: string) => void) {
    this.#gone = gone;
  }

  /** The daemon answers, for the first time or again. */
  opened(client: DockerClient): void {
    this.#client = client;
  }

  /** Tells of what was lost while nothing was heard. A daemon that does not answer this ends its event stream too. */
  async check(): Promise<void> {
    const client = this.#client;
    const isLost = async (held: Held): Promise<boolean> =>
      client !== null && (await pidOf(client, held.container).catch(() => held.pid)) !== held.pid;
    for (const held of [...this.#held.values()]) if (await isLost(held)) this.#lose(held);
  }

  closed(): void {
    this.#client = null;
  }

  heard(event: DockerEvent): void {
    if (event.type !== 'container' || !isAttachment(event.attributes)) return;
    for (const hear of this.#waiting) hear(event);
    if (event.action !== 'die') return;
    this.#dead.add(event.id);
    for (const held of [...this.#held.values()]) if (held.container === event.id) this.#lose(held);
  }

  attach(network: Attachable, owner: AttachmentOwner): Promise<Attachment> {
    return this.#inTurn(network, async (client) => {
      const present = this.#held.get(network.id);
      if (present) return { pid: present.pid };
      const held = await this.#make(client, network, owner);
      this.#lost.delete(network.id);
      this.#held.set(network.id, held);
      return { pid: held.pid };
    });
  }

  async detach(networkId: string): Promise<void> {
    // One that is on its way has to come first.
    await this.#turns.get(networkId)?.catch(() => undefined);
    const held = this.#held.get(networkId) ?? this.#lost.get(networkId);
    if (!held) return;
    this.#held.delete(networkId);
    // Until it is done: what was not removed is tried again at the end.
    this.#lost.set(networkId, held);
    await this.#inTurn(held.network, (client) => this.#remove(client, held));
    if (this.#lost.get(networkId) === held) this.#lost.delete(networkId);
  }

  async detachAll(): Promise<void> {
    // Nobody waits for what is on its way any more.
    this.#ending.abort();
    this.#ending = new AbortController();
    const networks = [this.#turns, this.#held, this.#lost].flatMap((map) => [...map.keys()]);
    const all = Promise.allSettled([...new Set(networks)].map((id) => this.detach(id)));
    const undone = all.then(async () => {
      if (this.#used && this.#client) await removeImages(this.#client);
    });
    await Promise.race([undone.catch(() => undefined), delay(END_TIMEOUT_MS, undefined, UNREF)]);
  }

  #lose(held: Held): void {
    if (this.#held.get(held.network.id) !== held) return;
    this.#held.delete(held.network.id);
    this.#lost.set(held.network.id, held);
    this.#gone(held.network.id);
  }

  /** Runs `work` once all that was asked for the network before is done. Rejects with `gateway.attach-failed`. */
  async #inTurn<T>(network: Attachable, work: (client: DockerClient) => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(network.id) ?? Promise.resolve())
      .catch(() => undefined)
      .then(async () => {
        if (!this.#client) throw new Error('Docker does not answer');
        return work(this.#client);
      });
    this.#turns.set(network.id, turn);
    try {
      return await turn;
    } catch (error) {
      throw failure('gateway.attach-failed', { network: network.name, message: messageOf(error) });
    } finally {
      if (this.#turns.get(network.id) === turn) this.#turns.delete(network.id);
    }
  }

  async #make(client: DockerClient, network: Attachable, owner: AttachmentOwner): Promise<Held> {
    this.#used = true;
    const { signal } = this.#ending;
    await Promise.all([this.#sweep(client, network, owner), this.#needImage(client)]);
    const make = network.attachable ? this.#makeContainer : this.#makeService;
    for (const wait of [...RETRY_DELAYS_MS, null]) {
      try {
        return await make.call(this, client, network, owner);
      } catch (error) {
        await this.#sweep(client, network, owner).catch(() => undefined);
        const status = statusOf(error);
        // Whoever removed the last attachment beside ours may just have taken the image with it.
        if (wait === null || (status < 500 && !(status === 404 && (await this.#needImage(client)))))
          throw error;
        await delay(wait, undefined, { signal });
      }
    }
    throw new Error('unreachable');
  }

  async #makeContainer(
    client: DockerClient,
    network: Attachable,
    owner: AttachmentOwner,
  ): Promise<Held> {
    const container = await named(network, owner, (name) =>
      createContainer(client, containerSpec(name, network, owner)),
    );
    await startContainer(client, container);
    return this.#alive(client, { network, container, service: null });
  }

  async #makeService(
    client: DockerClient,
    network: Attachable,
    owner: AttachmentOwner,
  ): Promise<Held> {
    const { node, manager } = await client.membership();
    if (!manager) throw new Error('this node is not a manager of its Swarm');
    const labels = Object.entries(labelsOf(network, owner));
    const started = this.#listen(
      ({ action, attributes }) =>
        action === 'start' && labels.every(([label, value]) => attributes[label] === value),
      TASK_TIMEOUT_MS,
    );
    try {
      const service = await named(network, owner, (name) =>
        createService(client, serviceSpec(name, network, owner, node)),
      );
      const event = await started.event;
      if (!event) throw new Error(await complaintOf(client, service));
      return await this.#alive(client, { network, container: event.id, service });
    } finally {
      started.stop();
    }
  }

  async #alive(client: DockerClient, made: Omit<Held, 'pid'>): Promise<Held> {
    const pid = await pidOf(client, made.container);
    if (pid === 0 || this.#dead.has(made.container)) throw new Error('its process ended at once');
    return { ...made, pid };
  }

  async #remove(
    client: DockerClient,
    { container, service }: Pick<Held, 'container' | 'service'>,
  ): Promise<void> {
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
    await Promise.all(left.map(({ id }) => this.#remove(client, { container: id, service: null })));
  }

  /** Once for all that want it at the same time: each import would be an image of its own. `true` if it was missing. */
  #needImage(client: DockerClient): Promise<boolean> {
    this.#importing ??= importIfMissing(client).finally(() => (this.#importing = undefined));
    return this.#importing;
  }

  /** Listens from now on; `event` is the first that is meant, or `undefined` after a time or after `stop`. */
  #listen(isMeant: (event: DockerEvent) => boolean, timeoutMs: number): Listening {
    const { signal } = this.#ending;
    let stop = (): void => undefined;
    const event = new Promise<DockerEvent | undefined>((resolve) => {
      const settle = (meant?: DockerEvent): void => {
        clearTimeout(timer);
        this.#waiting.delete(hear);
        signal.removeEventListener('abort', stop);
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
      signal.addEventListener('abort', stop);
    });
    return { event, stop };
  }
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
