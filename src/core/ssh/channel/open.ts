/** Opens channels of a logged-in client, with the server's refusals as our errors. */
import { failure, type GangwayError } from '../../../shared/errors';
import { channelRefusal } from '../error-map';
import {
  outgoingOf,
  protocolOf,
  sendPacket,
  type ClientChannel,
  type Ssh2Client,
} from '../library';

export type OpenCallback = (error: Error | undefined, channel: ClientChannel) => void;

/** SSH_MSG_CHANNEL_OPEN (RFC 4254, 5.1). */
const CHANNEL_OPEN = 90;
const TUN_TYPE = 'tun@openssh.com';
/** OpenSSH PROTOCOL, 2.3: mode 1 is layer 3. */
const MODE_POINT_TO_POINT = 1;

/**
 * Runs one of ssh2's opening calls. Rejects with `ssh.channel-refused` {path, reason, message}, where `path`
 * says what was asked for, or with what `lost()` says if the connection is gone. `take` gets the channel in the moment in
 * which it opens: what a quick command says (its exit code, its end) may follow in the same packet.
 */
export async function openChannel<Taken>(
  path: string,
  lost: () => GangwayError | undefined,
  start: (done: OpenCallback) => void,
  take: (channel: ClientChannel) => Taken,
): Promise<Taken> {
  try {
    return await new Promise<Taken>((resolve, reject) => {
      start((error, channel) => {
        if (error) reject(error);
        else resolve(take(channel));
      });
    });
  } catch (error) {
    throw lost() ?? failure('ssh.channel-refused', { path, ...channelRefusal(error as Error) });
  }
}

/**
 * Keeps the server's latest SSH_MSG_DEBUG (RFC 4253, 11.3); ssh2 passes them on only with all its tracing
 * switched on. OpenSSH says there, and nowhere else, why it refuses a tun.
 */
export function recordDebug(client: Ssh2Client): { last: string | undefined } {
  const record: { last: string | undefined } = { last: undefined };
  protocolOf(client)._handlers.DEBUG = (_protocol, _display, message) => {
    record.last = message;
  };
  return record;
}

/**
 * Asks for `tun@openssh.com`. ssh2 has no call for it: its direct-streamlocal opening is run with another
 * packet. `unit` 0x7fffffff lets the server choose.
 */
export function startTun(client: Ssh2Client, unit: number, done: OpenCallback): void {
  const protocol = protocolOf(client);
  protocol.openssh_directStreamLocal = (channel, window, maxPacket) => {
    const { write } = protocol._packetRW;
    let offset = write.allocStart;
    const packet = write.alloc(1 + 4 + TUN_TYPE.length + 5 * 4);
    packet[offset] = CHANNEL_OPEN;
    offset = packet.writeUInt32BE(TUN_TYPE.length, offset + 1);
    offset += packet.write(TUN_TYPE, offset, 'latin1');
    for (const field of [channel, window, maxPacket, MODE_POINT_TO_POINT, unit]) {
      offset = packet.writeUInt32BE(field, offset);
    }
    sendPacket(protocol, packet);
  };
  try {
    client.openssh_forwardOutStreamLocal('', done);
  } finally {
    // Uncovers the method of the class again.
    Reflect.deleteProperty(protocol, 'openssh_directStreamLocal');
  }
}

/**
 * Grants the peer more than ssh2's 2 MiB, bytes. ssh2 keeps its own count and tops it up to 2 MiB for ever, so
 * what is granted on top stays on top. 2 MiB at 58 ms round trip is 290 Mbit/s.
 */
export function widenWindow(client: Ssh2Client, channel: ClientChannel, bytes: number): void {
  protocolOf(client).channelWindowAdjust(outgoingOf(channel).id, bytes);
}
