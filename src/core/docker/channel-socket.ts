/** A channel in the shape in which Node's HTTP agent wants its sockets. */
import { Duplex } from 'node:stream';

/** Opens a connection to the Docker socket; rejects with a `GangwayError`. */
export type Connect = () => Promise<Duplex>;

/**
 * Can be written to before the channel is open. Ends as a whole when the far side ends: a channel would
 * stay half open when the daemon hangs up, and an idle one would be used again.
 */
export class ChannelSocket extends Duplex {
  readonly #connect: Connect;
  #channel: Duplex | null = null;

  constructor(connect: Connect) {
    super({ allowHalfOpen: false });
    this.#connect = connect;
  }

  override _construct(done: (error?: Error | null) => void): void {
    this.#connect().then(
      (channel) => {
        this.#channel = channel;
        channel.on('data', (chunk: Buffer) => {
          if (!this.push(chunk)) channel.pause();
        });
        channel.on('end', () => this.push(null));
        channel.on('error', (error) => this.destroy(error));
        channel.on('close', () => this.destroy());
        done();
      },
      (error: unknown) => done(error as Error),
    );
  }

  override _read(): void {
    this.#channel?.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    this.#channel?.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#channel?.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#channel?.destroy();
    done(error);
  }

  /** What the agent sets on TCP sockets means nothing on a channel. */
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
