/**
 * The DNS server on the laptop, one for all bridges: answers names of containers by itself, hands on what nameservers
 * behind a bridge know, and refuses everything else. Its parts: `wire` (bytes), `catalog` and `responder` (who answers,
 * and what: pure), `forward` (other nameservers), `transport` (UDP and TCP on loopback).
 */
import type { ErrorInfo } from '../../shared/errors';
import type { NameAnswer } from '../../shared/names-view';
import { buildCatalog, type Catalog } from './catalog';
import { Forwarder, type ForwardOutcome } from './forward/forwarder';
import { handOn } from './forward/reply';
import { Silences } from './forward/silences';
import { resolveBy } from './resolve';
import { failed, respond, type Forwarding } from './responder';
import { listen, type Listening } from './transport';
import { isLocal } from './transport/local';
import { encodeAnswer, encodeFault, ownLimit } from './wire/answer';
import { RCODE } from './wire/message';
import { readQuery, type Query } from './wire/query';
import type { BridgeNames, Nameserver } from './zone-data';

export class NameServer {
  readonly #bridges = new Map<string, BridgeNames>();
  readonly #silences = new Silences();
  readonly #forwarder = new Forwarder(this.#silences);
  #catalog: Catalog = buildCatalog(this.#bridges);
  #listening: Promise<Listening> | null = null;
  #port: number | null = null;

  /**
   * Listens on 127.0.0.1, UDP and TCP at one port that the system chooses, until `close`; again if it listens already.
   * Resolves with the port. Rejects with `names.server-failed` {message}.
   */
  async start(): Promise<number> {
    this.#listening ??= listen((packet, transport) => this.answer(packet, transport));
    const listening = this.#listening;
    try {
      const { port } = await listening;
      this.#port = port;
      return port;
    } catch (thrown) {
      if (this.#listening === listening) this.#listening = null;
      throw thrown;
    }
  }

  /** What is answered for a bridge (profile id) from now on; `null`: nothing. */
  set(bridge: string, names: BridgeNames | null): void {
    if (names) this.#bridges.set(bridge, names);
    else this.#bridges.delete(bridge);
    this.#catalog = buildCatalog(this.#bridges);
    this.#silences.keep(bridge, names?.forwards.flatMap(({ servers }) => servers) ?? []);
  }

  /**
   * What a program on the laptop would be told: a name as it is, then below each bridge's search domains, or an
   * address, for its names. Works without `start`, too.
   */
  resolve(nameOrAddress: string): Promise<NameAnswer> {
    return resolveBy(nameOrAddress, this.#catalog, (forwarding, query) =>
      this.#forward(forwarding, query),
    );
  }

  /**
   * Calls `listener` with the nameservers of a bridge that do not answer now (`names.nameserver-silent` {address,
   * domain}) each time that they are others; an empty list: all answer again. Returns its removal.
   */
  onSilent(listener: (bridge: string, warnings: readonly ErrorInfo[]) => void): () => void {
    return this.#silences.onChange(listener);
  }

  /** Ends all questions and connections; `start` begins anew. */
  async close(): Promise<void> {
    const listening = this.#listening;
    this.#listening = null;
    this.#forwarder.abandon();
    await (await listening?.catch(() => null))?.close();
  }

  /** The answer to a packet as it came; `undefined` where it deserves none. Of our own names at once. */
  answer(packet: Buffer, transport: 'udp' | 'tcp'): Buffer | Promise<Buffer> | undefined {
    const received = readQuery(packet);
    if (received === undefined) return undefined;
    if (received.kind === 'fault') return encodeFault(received);
    const query = received;
    const limit = ownLimit(query, transport);
    const response = respond(query, this.#catalog);
    if (response.kind === 'answer') return encodeAnswer(query, response, limit);
    return this.#forward(response, query).then((outcome) =>
      outcome.kind === 'reply'
        ? handOn(outcome.packet, query, limit)
        : // Never NXDOMAIN: that nobody answered says nothing of the name.
          encodeAnswer(query, failed(RCODE.servfail), limit),
    );
  }

  /** Never to ourselves, in circles. */
  #forward(forwarding: Forwarding, query: Query): Promise<ForwardOutcome> {
    const isOther = ({ address, port }: Nameserver): boolean =>
      port !== this.#port || !isLocal(address);
    return this.#forwarder.ask(
      { ...forwarding, servers: forwarding.servers.filter(isOther) },
      query,
    );
  }
}
