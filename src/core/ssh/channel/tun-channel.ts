/**
 * IP packets over a `tun@openssh.com` channel. It works below the channel's stream, because a stream may
 * split and join what is written, and one CHANNEL_DATA has to be one packet.
 */
import {
  outgoingOf,
  protocolOf,
  type ClientChannel,
  type Ssh2Client,
  type Transport,
} from '../library';
import { widenWindow } from './open';
import { FRAME_HEADER, familyOf, packetOf } from './tun-frame';

/**
 * Bytes that may wait in our socket's queue. Above it packets are dropped, which makes the TCP inside slow
 * down as behind any full router; a longer queue would only add delay.
 */
const TUN_QUEUE_BYTES = 1024 * 1024;

/** Granted on top of ssh2's 2 MiB: enough for 1 Gbit/s at 150 ms. */
const EXTRA_WINDOW_BYTES = 16 * 1024 * 1024;

const MAX_PACKET = 65_535;

export interface TunChannel {
  /** `false`: dropped, because the window, the queue or the peer's packet size would not hold it. */
  send(packet: Uint8Array): boolean;
  /** One listener. The buffer is the listener's to keep. */
  onPacket(listener: (packet: Buffer) => void): void;
  /** One listener, called once, also after `close()` and when the connection is lost. */
  onClosed(listener: () => void): void;
  close(): void;
  /** Gathers what is sent until `uncork` into one write to the socket. */
  cork(): void;
  uncork(): void;
  /** Packets dropped by `send`, and frames from the peer that were not one whole packet. */
  readonly counters: { readonly dropped: number; readonly malformed: number };
}

export function tunChannel(
  client: Ssh2Client,
  transport: Transport,
  channel: ClientChannel,
): TunChannel {
  const protocol = protocolOf(client);
  const outgoing = outgoingOf(channel);
  const counters = { dropped: 0, malformed: 0 };
  // ssh2 copies a frame when it builds its packet, so that one buffer serves all.
  const frame = Buffer.allocUnsafe(FRAME_HEADER + MAX_PACKET);
  let deliver: ((packet: Buffer) => void) | undefined;
  let onClosed: (() => void) | undefined;
  let isClosed = false;

  const closed = () => {
    if (isClosed) return;
    isClosed = true;
    onClosed?.();
  };
  widenWindow(client, channel, EXTRA_WINDOW_BYTES);
  // One call per CHANNEL_DATA, `null` at the end. `true` keeps the window open.
  channel.push = (data: Buffer | null) => {
    if (data === null) {
      channel.close();
      closed();
      return false;
    }
    const packet = packetOf(data);
    if (packet) deliver?.(packet);
    else counters.malformed += 1;
    return true;
  };
  client.once('close', closed);
  channel.on('error', () => undefined);

  return {
    counters,
    send(packet) {
      const size = FRAME_HEADER + packet.length;
      const family = familyOf(packet);
      const fits =
        outgoing.state === 'open' &&
        size <= outgoing.window &&
        size <= outgoing.packetSize &&
        size <= frame.length &&
        transport.writableLength < TUN_QUEUE_BYTES;
      if (!fits || family === undefined) {
        counters.dropped += 1;
        return false;
      }
      frame.writeUInt32BE(family, 0);
      frame.set(packet, FRAME_HEADER);
      outgoing.window -= size;
      protocol.channelData(outgoing.id, frame.subarray(0, size));
      return true;
    },
    onPacket(listener) {
      deliver = listener;
    },
    onClosed(listener) {
      onClosed = listener;
      if (isClosed) listener();
    },
    close() {
      channel.close();
      closed();
    },
    cork: () => transport.cork(),
    uncork: () => transport.uncork(),
  };
}
