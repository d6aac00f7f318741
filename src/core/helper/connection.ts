/** Requests to the helper and their replies, over its control socket. */
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { GangwayError, failure } from '../../shared/errors';
import {
  HEARTBEAT_INTERVAL_MS,
  HEARTBEAT_TIMEOUT_MS,
  HELPER_PROTOCOL_VERSION,
  helperReplySchema,
  helperResults,
  type HelperRequest,
  type HelperResult,
  type HelperVerb,
} from '../../shared/helper-protocol';

type Fields<Verb extends HelperVerb> = Omit<Extract<HelperRequest, { verb: Verb }>, 'id'>;

interface Pending {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Connection {
  /** Resolves when the helper is gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #heardAt = performance.now();

  constructor(socket: Socket) {
    this.#socket = socket;
    createInterface({ input: socket }).on('line', (line) => this.#receive(line));
    const heartbeat = setInterval(() => this.#beat(), HEARTBEAT_INTERVAL_MS).unref();
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        clearInterval(heartbeat);
        for (const { reject } of this.#pending.values()) reject(failure('helper.gone'));
        this.#pending.clear();
        resolve();
      });
    });
  }

  /** Rejects with what the helper said, or with `helper.gone`. */
  async request<Verb extends HelperVerb>(fields: Fields<Verb>): Promise<HelperResult<Verb>> {
    if (this.#socket.destroyed) throw failure('helper.gone');
    const id = this.#nextId++;
    const reply = await new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.write(`${JSON.stringify({ id, ...fields })}\n`);
    });
    return helperResults[fields.verb as Verb].parse(reply) as HelperResult<Verb>;
  }

  /** Who says nothing to a hello for so long has hung, and its root shell will not end by itself. */
  #beat(): void {
    if (performance.now() - this.#heardAt > HEARTBEAT_TIMEOUT_MS) this.#socket.destroy();
    else this.#hello().catch(() => undefined);
  }

  #hello() {
    return this.request<'hello'>({ verb: 'hello', version: HELPER_PROTOCOL_VERSION });
  }

  /** Rejects with `helper.version` if app and helper are not of one build. */
  async greet(): Promise<void> {
    const { version } = await this.#hello();
    if (version === HELPER_PROTOCOL_VERSION) return;
    throw failure('helper.version', { app: HELPER_PROTOCOL_VERSION, helper: version });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(line: string): void {
    this.#heardAt = performance.now();
    const parsed = helperReplySchema.safeParse(parse(line));
    const pending = parsed.success ? this.#pending.get(parsed.data.id) : undefined;
    if (!parsed.success || !pending) return this.close();
    this.#pending.delete(parsed.data.id);
    if (parsed.data.ok) pending.resolve(parsed.data);
    else pending.reject(new GangwayError(parsed.data.error));
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
