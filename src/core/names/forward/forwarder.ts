/** Asks nameservers: each in turn, the same question once at a time, and no more than can be borne. */
import type { Forwarding } from '../responder';
import type { Query } from '../wire/query';
import type { Nameserver } from '../zone-data';
import { exchange } from './exchange';
import { isRefusal } from './reply';
import { nameOf, type Silences } from './silences';

/** For each server; resolvers give up after 5 s. */
const TIMEOUT_MS = 1500;
/** How long a server that did not answer is asked last. */
const ASIDE_MS = 5000;
/** Each has a socket of its own. */
const MAX_QUESTIONS = 256;
/** Who wait for them. */
const MAX_ASKERS = 2048;

export type ForwardOutcome =
  | { readonly kind: 'reply'; readonly packet: Buffer; readonly server: Nameserver }
  /** Nobody answered; `server` is the first that was to be asked, if there is any. */
  | { readonly kind: 'silent'; readonly server: Nameserver | null };

export class Forwarder {
  readonly #silences: Silences;
  readonly #timeoutMs: number;
  readonly #questions = new Map<string, Promise<ForwardOutcome>>();
  /** Until when (`performance.now()`), by server. */
  readonly #aside = new Map<string, number>();
  #askers = 0;
  #ending = new AbortController();

  constructor(silences: Silences, timeoutMs = TIMEOUT_MS) {
    this.#silences = silences;
    this.#timeoutMs = timeoutMs;
  }

  /** Never rejects. At once silent where too much is asked already. */
  async ask(forwarding: Forwarding, query: Query): Promise<ForwardOutcome> {
    const key = keyOf(forwarding, query);
    let outcome = this.#questions.get(key);
    const isTooMuch = this.#askers >= MAX_ASKERS || this.#questions.size >= MAX_QUESTIONS;
    if (isTooMuch && !(outcome && this.#askers < MAX_ASKERS)) return silent(forwarding);
    if (!outcome) {
      outcome = this.#askAll(forwarding, query).finally(() => this.#questions.delete(key));
      this.#questions.set(key, outcome);
    }
    this.#askers++;
    return outcome.finally(() => this.#askers--);
  }

  /** Ends every question that is open: nobody answered it. */
  abandon(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  async #askAll(forwarding: Forwarding, query: Query): Promise<ForwardOutcome> {
    const { signal } = this.#ending;
    const patience = { timeoutMs: this.#timeoutMs, signal };
    let refusal: ForwardOutcome | undefined;
    for (const server of this.#inOrder(forwarding.servers)) {
      const packet = await exchange(server, query, patience);
      if (signal.aborted) break;
      this.#learn(server, forwarding, packet !== undefined);
      if (!packet) continue;
      const outcome = { kind: 'reply', packet, server } as const;
      if (!isRefusal(packet)) return outcome;
      refusal ??= outcome;
    }
    return refusal ?? silent(forwarding);
  }

  #inOrder(servers: readonly Nameserver[]): Nameserver[] {
    const now = performance.now();
    const isAside = (server: Nameserver): boolean => (this.#aside.get(nameOf(server)) ?? 0) > now;
    return [
      ...servers.filter((server) => !isAside(server)),
      ...servers.filter((server) => isAside(server)),
    ];
  }

  #learn(server: Nameserver, { behind }: Forwarding, answers: boolean): void {
    if (answers) this.#aside.delete(nameOf(server));
    else this.#aside.set(nameOf(server), performance.now() + ASIDE_MS);
    if (behind) this.#silences.learn(behind, server, answers);
  }
}

function silent({ servers }: Forwarding): ForwardOutcome {
  return { kind: 'silent', server: servers[0] ?? null };
}

/** What makes a question the same: also all that it says besides its name. */
function keyOf({ servers }: Forwarding, query: Query): string {
  const { name, type, class: of, recursionDesired, checkingDisabled, edns } = query;
  const bits = [recursionDesired, checkingDisabled, edns !== null, edns?.dnssecOk === true];
  return [name, type, of, bits.map(Number).join(''), ...servers.map(nameOf)].join('\n');
}
