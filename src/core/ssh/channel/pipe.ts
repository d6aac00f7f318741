/**
 * The stdin and stdout of a command as fast as they go. It works below the channel's stream: what comes is
 * handed on at once, what goes is never queued beyond the bound below.
 */
import {
  flowOf,
  outgoingOf,
  protocolOf,
  type ClientChannel,
  type Ssh2Client,
  type Transport,
} from '../library';
import { widenWindow } from './open';

/** Bytes in our socket's queue above which the pipe is full. */
const SOCKET_QUEUE_BYTES = 512 * 1024;

/** Bytes that may wait for the peer's window; what is written then is dropped. */
const WAITING_BYTES = 1024 * 1024;

/** Granted on top of ssh2's 2 MiB: enough for 1 Gbit/s at 150 ms. Nothing of it is held by us: see `onData`. */
const EXTRA_WINDOW_BYTES = 16 * 1024 * 1024;

export interface Pipe {
  /**
   * Sends bytes, which the caller may overwrite afterwards. False: full; `onWritable` tells when it is not.
   * What is written to a full pipe is kept as long as it fits whole, and else dropped whole.
   */
  write(bytes: Buffer): boolean;
  /** Bytes that `write` would take now without dropping them. */
  readonly room: number;
  /** One listener. */
  onWritable(listener: () => void): void;
  /** One listener, which has to be done with a chunk when it returns. */
  onData(listener: (chunk: Buffer) => void): void;
  /** One listener, called once, also after `close()` and when the connection is lost. */
  onClosed(listener: () => void): void;
  /** What the command said on stderr, its last 400 characters. */
  readonly noise: string;
  /** Of the command, once it has ended by itself and closed its stdout. */
  readonly exitCode: number | undefined;
  close(): void;
}

const NOISE_LIMIT = 400;

export function pipeOf(client: Ssh2Client, transport: Transport, channel: ClientChannel): Pipe {
  const protocol = protocolOf(client);
  const outgoing = outgoingOf(channel);
  const flow = flowOf(channel);
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let noise = '';
  let exitCode: number | undefined;
  let isClosed = false;
  let waitsForSocket = false;
  let onWritable: (() => void) | undefined;
  let onData: ((chunk: Buffer) => void) | undefined;
  let onClosed: (() => void) | undefined;

  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    waiting = [];
    onClosed?.();
  };

  /** Sends what the window takes; how many bytes that was. */
  const send = (bytes: Buffer): number => {
    let sent = 0;
    while (sent < bytes.length && outgoing.window > 0 && outgoing.state === 'open') {
      const size = Math.min(bytes.length - sent, outgoing.window, outgoing.packetSize);
      outgoing.window -= size;
      protocol.channelData(outgoing.id, bytes.subarray(sent, sent + size));
      sent += size;
    }
    return sent;
  };

  const isFull = () => {
    if (waitingBytes > 0) {
      // ssh2 calls this once at the next window adjustment.
      flow._chunkcb = again;
      flow._waitWindow = true;
      return true;
    }
    if (transport.writableLength < SOCKET_QUEUE_BYTES) return false;
    if (!waitsForSocket) {
      waitsForSocket = true;
      transport.once('drain', () => {
        waitsForSocket = false;
        again();
      });
    }
    return true;
  };

  const again = () => {
    flow._chunkcb = undefined;
    if (isClosed) return;
    while (waiting[0]) {
      const sent = send(waiting[0]);
      waitingBytes -= sent;
      if (sent < waiting[0].length) {
        waiting[0] = waiting[0].subarray(sent);
        break;
      }
      waiting.shift();
    }
    if (!isFull()) onWritable?.();
  };

  widenWindow(client, channel, EXTRA_WINDOW_BYTES);
  channel.stderr.on('data', (chunk: Buffer) => {
    noise = (noise + chunk.toString()).slice(-NOISE_LIMIT);
  });
  // One call per CHANNEL_DATA, `null` at the end. `true` keeps the window open.
  channel.push = (data: Buffer | null) => {
    if (data !== null) {
      onData?.(data);
      return true;
    }
    // At the end of stdout, and again when the peer closes; the exit code comes in between.
    if (flow.incoming.state === 'closed') closed();
    else channel.close();
    return false;
  };
  // A killed command may leave a child that keeps stdout open.
  channel.once('exit', (code: number | null) => {
    exitCode = code ?? undefined;
    setImmediate(closed);
  });
  client.once('close', closed);
  channel.on('error', () => undefined);

  return {
    get room() {
      return isClosed ? 0 : WAITING_BYTES - waitingBytes;
    },
    get noise() {
      return noise;
    },
    get exitCode() {
      return exitCode;
    },
    write(bytes) {
      if (isClosed) return false;
      transport.cork();
      try {
        const sent = waitingBytes > 0 ? 0 : send(bytes);
        const rest = bytes.length - sent;
        if (rest > 0 && waitingBytes + rest <= WAITING_BYTES) {
          waiting.push(Buffer.from(bytes.subarray(sent)));
          waitingBytes += rest;
        }
      } finally {
        transport.uncork();
      }
      return !isFull();
    },
    onWritable(listener) {
      onWritable = listener;
    },
    onData(listener) {
      onData = listener;
    },
    onClosed(listener) {
      onClosed = listener;
      if (isClosed) listener();
    },
    close() {
      channel.close();
      closed();
    },
  };
}
