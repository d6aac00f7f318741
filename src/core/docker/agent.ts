/** HTTP over channels of the one SSH session instead of sockets. */
import { Agent } from 'node:http';
import { inspect } from 'node:util';
import { ChannelSocket, type Connect } from './channel-socket';

/** The event stream holds one channel for good; the lists share the others. */
const MAX_CHANNELS = 4;

/** Keeps channels open between requests, and queues the requests that exceed them. */
export class ChannelAgent extends Agent {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    super({ keepAlive: true, maxSockets: MAX_CHANNELS, maxFreeSockets: MAX_CHANNELS });
    this.#connect = connect;
  }

  /** Answers at once: Node does not count towards `maxSockets` what is still being opened. */
  override createConnection(): ChannelSocket {
    return new ChannelSocket(this.#connect);
  }

  /**
   * docker-modem prints its options for a debug log before every request, to any depth, even if nobody
   * reads the log: through the agent that is the whole SSH session, tens of milliseconds each time.
   */
  [inspect.custom](): string {
    return 'ChannelAgent';
  }
}
