/**
 * Calls and events between two threads over a message port. Errors cross as `ErrorInfo` and come out as
 * `GangwayError`; values are copied (structured clone).
 */
import { failure, GangwayError, toErrorInfo, type ErrorInfo } from '../../shared/errors';

/** What a `Worker`, a `parentPort` and a `MessagePort` have in common. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
}

export type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: unknown[] }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorInfo }
  | { readonly kind: 'event'; readonly name: string; readonly args: unknown[] };

type Listener = (...args: unknown[]) => void;

type Functions<Face> = { [Name in keyof Face]: (...args: never[]) => unknown };

/** Answers the other side's calls. */
export function serve<Calls extends Functions<Calls>>(port: Port, calls: Calls): void {
  const byName = new Map(Object.entries(calls)) as Map<string, (...args: unknown[]) => unknown>;
  const answer = async (name: string, args: unknown[]) => {
    const call = byName.get(name);
    if (!call) throw failure('internal', { message: `no call ${name}` });
    return await call(...args);
  };
  port.on('message', (message) => {
    if (message.kind !== 'call') return;
    const { id, name, args } = message;
    answer(name, args).then(
      (value) => {
        port.postMessage({ kind: 'value', id, value } satisfies Message);
      },
      (thrown: unknown) => {
        port.postMessage({ kind: 'error', id, error: toErrorInfo(thrown) } satisfies Message);
      },
    );
  });
}

export type Emit<Events extends Functions<Events>> = <Name extends keyof Events & string>(
  name: Name,
  ...args: Parameters<Events[Name]>
) => void;

/** The way to tell the other side of events. */
export function emitter<Events extends Functions<Events>>(port: Port): Emit<Events> {
  return (name, ...args) => {
    port.postMessage({ kind: 'event', name, args } satisfies Message);
  };
}

/** The side that calls and listens. */
export class Remote<Calls extends Functions<Calls>, Events extends Functions<Events>> {
  readonly #port: Port;
  readonly #calls = new Map<
    number,
    { resolve: (v: unknown) => void; reject: (e: Error) => void }
  >();
  readonly #listeners = new Map<string, Listener[]>();
  #lastId = 0;
  #over: ErrorInfo | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.on('message', (message) => {
      this.#receive(message);
    });
  }

  /** Rejects with what the call threw, or with what `end` was given. */
  async call<Name extends keyof Calls & string>(
    name: Name,
    ...args: Parameters<Calls[Name]>
  ): Promise<Awaited<ReturnType<Calls[Name]>>> {
    if (this.#over) throw new GangwayError(this.#over);
    const id = (this.#lastId += 1);
    const value = await new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#port.postMessage({ kind: 'call', id, name, args } satisfies Message);
    });
    return value as Awaited<ReturnType<Calls[Name]>>;
  }

  on<Name extends keyof Events & string>(name: Name, listener: Events[Name]): void {
    const listeners = this.#listeners.get(name) ?? [];
    this.#listeners.set(name, [...listeners, listener as unknown as Listener]);
  }

  /** The other side is gone: rejects calls that wait and those to come. The first reason stays. */
  end(error: ErrorInfo): void {
    this.#over ??= error;
    for (const { reject } of this.#calls.values()) reject(new GangwayError(this.#over));
    this.#calls.clear();
  }

  #receive(message: Message): void {
    if (this.#over || message.kind === 'call') return;
    if (message.kind === 'event') {
      for (const listener of this.#listeners.get(message.name) ?? []) listener(...message.args);
      return;
    }
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.kind === 'value') call?.resolve(message.value);
    else call?.reject(new GangwayError(message.error));
  }
}
