/**
 * Further names of containers, which the list does not tell: each container is asked once whenever it has joined a
 * network, beside the lists and after them.
 */
import type { Container, Endpoint } from '../../shared/inventory';
import type { DockerClient } from './client';
import type { ListedContainer } from './listed';

/** Calls at once: lists never wait for all channels (see `agent.ts`). */
const AT_ONCE = 2;

/** Milliseconds between two tellings while many are asked. */
const TELL_EVERY_MS = 1_000;

/** A container that has endpoints of which nothing is known. */
interface Question {
  readonly id: string;
  /** Ids of these endpoints. */
  readonly endpoints: readonly string[];
}

export class Aliases {
  readonly #client: Pick<DockerClient, 'aliases'>;
  readonly #onNews: () => void;
  /** By id of endpoint, which is another one whenever a container joins a network or starts. */
  #known = new Map<string, readonly string[]>();
  #questions: Question[] = [];
  /** Ids of containers. */
  readonly #asking = new Set<string>();
  #hasNews = false;
  #told = 0;
  #isOver = false;

  /** `onNews` is called when `addTo` would answer differently; never while it runs. */
  constructor(client: Pick<DockerClient, 'aliases'>, onNews: () => void) {
    this.#client = client;
    this.#onNews = onNews;
  }

  /** Adds what is known, forgets what is gone, and asks for the rest. */
  addTo(listed: readonly ListedContainer[]): Container[] {
    const known = new Map<string, readonly string[]>();
    this.#questions = [];
    for (const { container, endpointIds } of listed) {
      const unknown: string[] = [];
      for (const id of endpointIds.values()) {
        const aliases = this.#known.get(id);
        if (aliases) known.set(id, aliases);
        else unknown.push(id);
      }
      if (unknown.length > 0) this.#questions.push({ id: container.id, endpoints: unknown });
    }
    this.#known = known;
    this.#ask();
    return listed.map((entry) => withAliases(entry, known));
  }

  stop(): void {
    this.#isOver = true;
  }

  #ask(): void {
    while (!this.#isOver && this.#asking.size < AT_ONCE) {
      const question = this.#next();
      if (!question) return;
      this.#asking.add(question.id);
      void this.#answer(question);
    }
  }

  /** One that is still open. A container that has joined another network while it is asked is asked again later. */
  #next(): Question | undefined {
    const later: Question[] = [];
    const isOpen = ({ endpoints }: Question): boolean =>
      !endpoints.every((id) => this.#known.has(id));
    let next = this.#questions.pop();
    for (; next; next = this.#questions.pop()) {
      if (this.#asking.has(next.id)) later.push(next);
      else if (isOpen(next)) break;
    }
    this.#questions.push(...later);
    return next;
  }

  async #answer({ id, endpoints }: Question): Promise<void> {
    try {
      const aliases = await this.#client.aliases(id);
      for (const endpoint of endpoints) this.#learn(endpoint, aliases.get(endpoint) ?? []);
    } catch (error) {
      // What the daemon refuses (the container is gone) is not asked again; a lost connection is another matter.
      if ((error as { statusCode?: number }).statusCode) {
        for (const endpoint of endpoints) this.#learn(endpoint, []);
      }
    }
    this.#asking.delete(id);
    this.#ask();
    this.#tell();
  }

  #learn(endpoint: string, aliases: readonly string[]): void {
    this.#known.set(endpoint, aliases);
    this.#hasNews ||= aliases.length > 0;
  }

  #tell(): void {
    const isSoon = performance.now() - this.#told < TELL_EVERY_MS;
    if (this.#isOver || !this.#hasNews || (isSoon && this.#asking.size > 0)) return;
    this.#hasNews = false;
    this.#told = performance.now();
    this.#onNews();
  }
}

function withAliases(
  { container, endpointIds }: ListedContainer,
  known: ReadonlyMap<string, readonly string[]>,
): Container {
  const endpoints = container.endpoints.map((endpoint): Endpoint => {
    const id = endpointIds.get(endpoint.network) ?? '';
    const aliases = (known.get(id) ?? []).filter((alias) => !isOwn(alias, container));
    return aliases.length > 0 ? { ...endpoint, aliases } : endpoint;
  });
  return endpoints.some(({ aliases }) => aliases) ? { ...container, endpoints } : container;
}

/** Engines before 25 list the short id, and Compose the name. */
function isOwn(alias: string, { id, name }: Container): boolean {
  return alias === name || (alias.length >= 12 && id.startsWith(alias));
}
