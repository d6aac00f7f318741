/**
 * A forwarded connection (direct-streamlocal, direct-tcpip) as a stream that ends as a socket does: each direction
 * by itself, or both at once. ssh2's own channel never calls back for what is written to it after the peer closed it,
 * and does not heed how much waits in the connection's queue.
 */
import { Duplex } from 'node:stream';
import type { ClientChannel, Transport } from '../library';
import { Pace } from './pace';

/**
 * Bytes in our socket's queue above which nobody adds to it. The link shares the queue, and must not wait behind
 * somebody's `docker load`.
 */
const QUEUE_BYTES = 128 * 1024;

/** Tells all that wait for the queue, with one listener on the transport. */
export class Calm {
  readonly #transport: Transport;
  #waiting: (() => void)[] = [];

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Calls `then` as soon as the queue is short, or gone with its connection. */
  wait(then: () => void): void {
    if (this.#transport.writableLength < QUEUE_BYTES || this.#transport.destroyed) {
      then();
      return;
    }
    this.#waiting.push(then);
    if (this.#waiting.length > 1) return;
    const go = (): void => {
      this.#transport.off('drain', go).off('close', go);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const each of waiting) this.wait(each);
    };
    this.#transport.on('drain', go).on('close', go);
  }
}

/**
 * `end()` is EOF to the far side, which may go on sending; its EOF is our `end`. Once it has closed both, what is
 * written is dropped, and the stream closes when all that came has been read. `destroy()` closes both.
 */
export class DirectChannel extends Duplex {
  readonly #channel: ClientChannel;
  readonly #calm: Calm;
  readonly #pace: Pace;
  #isClosed = false;
  #done: (() => void) | undefined;

  constructor(channel: ClientChannel, calm: Calm) {
    super({ allowHalfOpen: true });
    this.#channel = channel;
    this.#calm = calm;
    this.#pace = new Pace(channel);
    channel.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) channel.pause();
    });
    channel.on('end', () => this.push(null));
    // Its errors are about what was written too late.
    channel.on('error', () => undefined);
    channel.on('close', () => {
      this.#isClosed = true;
      this.#settle();
      if (this.readableEnded) this.destroy();
      else this.once('end', () => this.destroy());
    });
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#isClosed) {
      done();
      return;
    }
    this.#done = done;
    this.#channel.write(chunk, () => {
      this.#pace.after(chunk.length, () => {
        this.#calm.wait(() => {
          this.#settle();
        });
      });
    });
  }

  override _final(done: () => void): void {
    this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#channel.destroy();
    // What still comes until the far side hears of it.
    this.#channel.resume();
    done(error);
  }

  #settle(): void {
    const done = this.#done;
    this.#done = undefined;
    done?.();
  }
}
