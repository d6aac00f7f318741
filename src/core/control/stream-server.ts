/**
 * The serving end of streams, the same for every transport: validates, hands on what the handler yields, and holds it
 * back while the other end is behind.
 */
import { failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { StreamArgs, StreamInput, StreamOutput, StreamTable } from '../../shared/ipc/builders';
import {
  STREAM_CREDIT,
  streamRequestSchema,
  type StreamMessage,
  type StreamRequest,
} from '../../shared/ipc/stream-message';

interface StreamSession<In> {
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal;
  /** Calls `listener` with what the caller says, from now on. */
  readonly onInput: (listener: (value: In) => void) => void;
}

/** Yields values until it is over; throws a `GangwayError` where it fails. Its `return` is called if nobody listens any more. */
export type StreamHandlersOf<Table> = {
  readonly [Name in keyof Table]: (
    session: StreamSession<StreamInput<Table[Name]>>,
    ...args: StreamArgs<Table[Name]>
  ) => AsyncIterable<StreamOutput<Table[Name]>>;
};

type AnyHandler = (session: StreamSession<unknown>, ...args: unknown[]) => AsyncIterable<unknown>;

/** Streams that one page may have open at once. */
const MAX_OPEN = 64;

export class StreamServer<Table extends StreamTable> {
  readonly #table: Table;
  readonly #handlers: StreamHandlersOf<Table>;
  readonly #post: (message: StreamMessage) => void;
  readonly #open = new Map<string, Served>();

  constructor(
    table: Table,
    handlers: StreamHandlersOf<Table>,
    post: (message: StreamMessage) => void,
  ) {
    this.#table = table;
    this.#handlers = handlers;
    this.#post = post;
  }

  /** Takes what the other end sent; it is not trusted. */
  receive(message: unknown): void {
    const parsed = streamRequestSchema.safeParse(message);
    if (!parsed.success) return;
    const request = parsed.data;
    switch (request.do) {
      case 'open':
        void this.#serve(request);
        return;
      case 'input':
        this.#open.get(request.id)?.input(request.value);
        return;
      case 'took':
        this.#open.get(request.id)?.took();
        return;
      case 'close':
        this.#open.get(request.id)?.close();
        this.#open.delete(request.id);
        return;
    }
  }

  /** Nobody listens any more. */
  close(): void {
    for (const served of this.#open.values()) served.close();
    this.#open.clear();
  }

  async #serve({ id, name, args }: Extract<StreamRequest, { do: 'open' }>): Promise<void> {
    if (this.#open.has(id)) return;
    const served = new Served((value) => this.#post({ id, value }));
    this.#open.set(id, served);
    const error = await this.#run(served, name, args).then(() => null, toErrorInfo);
    // A closed one is not listened to.
    if (this.#open.get(id) !== served) return;
    this.#open.delete(id);
    this.#post({ id, end: error satisfies ErrorInfo | null });
  }

  async #run(served: Served, name: string, args: unknown): Promise<void> {
    const call = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (!call) throw failure('internal', { message: `no stream named ${name}` });
    if (this.#open.size > MAX_OPEN) throw failure('internal', { message: 'too many streams' });
    const parsed = call.args.safeParse(args);
    if (!parsed.success) {
      const message = parsed.error.issues[0]?.message ?? 'not valid';
      throw failure('config.invalid', { field: name, message });
    }
    const handler = this.#handlers[name] as unknown as AnyHandler;
    await served.run(handler, parsed.data, (value) => call.input.safeParse(value));
  }
}

type Parsed = { readonly success: true; readonly data: unknown } | { readonly success: false };

/** One stream, and how far its listener is behind. */
class Served {
  readonly #post: (value: unknown) => void;
  readonly #abort = new AbortController();
  #credit = STREAM_CREDIT;
  #proceed: (() => void) | null = null;
  #parse: (value: unknown) => Parsed = () => ({ success: false });
  #listener: ((value: unknown) => void) | null = null;

  constructor(post: (value: unknown) => void) {
    this.#post = post;
  }

  async run(
    handler: AnyHandler,
    args: readonly unknown[],
    parse: (value: unknown) => Parsed,
  ): Promise<void> {
    this.#parse = parse;
    const { signal } = this.#abort;
    const onInput = (listener: (value: unknown) => void): void => void (this.#listener = listener);
    for await (const value of handler({ signal, onInput }, ...args)) {
      if (signal.aborted) return;
      this.#post(value);
      this.#credit -= 1;
      if (this.#credit === 0) await this.#taken();
    }
  }

  input(value: unknown): void {
    const parsed = this.#parse(value);
    if (parsed.success) this.#listener?.(parsed.data);
  }

  took(): void {
    this.#credit += 1;
    this.#proceed?.();
  }

  close(): void {
    this.#abort.abort();
    this.#proceed?.();
  }

  #taken(): Promise<void> {
    return new Promise((resolve) => (this.#proceed = resolve));
  }
}
