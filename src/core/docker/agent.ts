/** HTTP over channels of the one SSH session instead of sockets. */
import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** Opens a connection to the Docker socket; rejects with a `GangwayError`. */
export type Connect = () => Promise<Duplex>;

/** The event stream holds one channel for good; the lists share the others. */
const MAX_CHANNELS = 4;

/** Keeps channels alive between requests and queues what exceeds them. */
export class ChannelAgent extends Agent {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    super({ keepAlive: true, maxSockets: MAX_CHANNELS, maxFreeSockets: MAX_CHANNELS });
    this.#connect = connect;
  }

  override createConnection(
    _options: unknown,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    this.#connect().then(
      (stream) => {
        // A channel stays half open when the daemon hangs up; an idle one must not be used again.
        stream.once('end', () => stream.destroy());
        done?.(null, stream);
      },
      // With an error Node looks at nothing else.
      (error: unknown) => done?.(error as Error, undefined as unknown as Duplex),
    );
  }

  /** Node's own calls TCP-only methods (`setKeepAlive`, `unref`), which a channel does not have. */
  override keepSocketAlive(stream: Duplex): boolean {
    return stream.writable;
  }

  /** Likewise (`ref`). */
  override reuseSocket(): void {
    // Nothing to wake up.
  }
}
