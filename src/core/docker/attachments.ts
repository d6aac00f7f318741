/** Holds a bridge's attachments, one for each network, and notices when one of them is gone. */
import { setTimeout as delay } from 'node:timers/promises';
import { failure } from '../../shared/errors';
import type { Attachable, Attachment, AttachmentOwner, Attachments } from './attachment';
import { pidOf, removeImages } from './attachment-calls';
import { AttachmentMaker, type Made } from './attachment-maker';
import type { DockerClient } from './client';
import { messageOf } from './error-map';
import type { DockerEvent } from './events';
import { isAttachment } from './labels';

/** Within this all is detached at the end, or the guard has to: milliseconds. */
const END_TIMEOUT_MS = 8_000;

const UNREF = { ref: false };

interface Held extends Made {
  readonly network: Attachable;
}

export class AttachmentKeeper implements Attachments {
  readonly #gone: (networkId: string) => void;
  readonly #held = new Map<string, Held>();
  /** Of those that died, what Docker keeps of them: a service outlives its task. */
  readonly #lost = new Map<string, Held>();
  /** By network: one thing at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #maker = new AttachmentMaker();
  #client: DockerClient | null = null;
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
    if (event.type === 'network') this.#maker.heard(event);
    if (event.type !== 'container' || !isAttachment(event.attributes)) return;
    this.#maker.heard(event);
    if (event.action !== 'die') return;
    for (const held of [...this.#held.values()]) if (held.container === event.id) this.#lose(held);
  }

  attach(network: Attachable, owner: AttachmentOwner): Promise<Attachment> {
    return this.#inTurn(network, async (client) => {
      const present = this.#held.get(network.id);
      if (present) return { pid: present.pid };
      this.#used = true;
      const made = await this.#maker.make(client, network, owner, this.#ending.signal);
      this.#lost.delete(network.id);
      this.#held.set(network.id, { ...made, network });
      return { pid: made.pid };
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
    await this.#inTurn(held.network, (client) => this.#maker.remove(client, held));
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
}
