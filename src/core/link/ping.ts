/**
 * Pings on somebody's behalf: echoes to any address behind the link, put into the transport beside the packets
 * of the tun; what comes back about them is taken out again. The running probe (echo-probe.ts) knows nothing
 * of it.
 */
import { randomBytes } from 'node:crypto';
import { parseAddress } from '../../shared/cidr';
import { failure } from '../../shared/errors';
import { buildEchoRequest, parseEchoError, parseEchoReply, SHORTEST_ECHO } from './icmp';

const LONGEST_PACKET = 65_535;

/** How an echo to an address behind the link ended. */
export type PingResult =
  | { readonly kind: 'answered'; readonly rttMs: number }
  /** An ICMP error came back (RFC 792): `type` 3 with `code` 4 says that it was too large. */
  | { readonly kind: 'refused'; readonly type: number; readonly code: number }
  | { readonly kind: 'silent' };

export interface Pinger {
  /**
   * One echo of `bytes`, the whole IP packet (28 to 65,535), never fragmented on its way. Rejects with `internal`
   * if `address` is no IPv4 address.
   */
  ping(address: string, bytes: number, timeoutMs: number): Promise<PingResult>;
  /** Whether the packet was about such an echo, and so is none of the tun's. */
  take(packet: Buffer): boolean;
  /** Ends what is under way as silent. Idempotent. */
  stop(): void;
}

interface Pending {
  readonly destination: number;
  readonly payload: Buffer;
  readonly sentAt: number;
  readonly settle: (result: PingResult) => void;
}

/** @param local the laptop's inner address, an unsigned 32-bit number. */
export function createPinger(local: number, send: (packet: Buffer) => void): Pinger {
  const id = randomBytes(2).readUInt16BE();
  const pending = new Map<number, Pending>();
  let sequence = 0;

  const expect = (about: { id: number; sequence: number }, source: number, destination: number) => {
    const ping = about.id === id && source === local ? pending.get(about.sequence) : undefined;
    return ping?.destination === destination ? ping : undefined;
  };
  return {
    async ping(address, bytes, timeoutMs) {
      const destination = parseAddress(address);
      if (destination === undefined) throw failure('internal', { message: `ping ${address}` });
      sequence = (sequence + 1) & 0xffff;
      const mine = sequence;
      const size = Math.min(Math.max(bytes, SHORTEST_ECHO), LONGEST_PACKET) - SHORTEST_ECHO;
      const payload = randomBytes(size);
      return new Promise<PingResult>((resolve) => {
        const settle = (result: PingResult) => {
          clearTimeout(timer);
          pending.delete(mine);
          resolve(result);
        };
        const timer = setTimeout(() => {
          settle({ kind: 'silent' });
        }, timeoutMs);
        pending.set(mine, { destination, payload, sentAt: performance.now(), settle });
        send(buildEchoRequest({ source: local, destination, id, sequence: mine, payload }));
      });
    },
    take(packet) {
      if (pending.size === 0) return false;
      const reply = parseEchoReply(packet);
      if (reply) {
        const ping = expect(reply, reply.destination, reply.source);
        if (!ping?.payload.equals(reply.payload)) return false;
        ping.settle({ kind: 'answered', rttMs: performance.now() - ping.sentAt });
        return true;
      }
      const error = parseEchoError(packet);
      const ping = error && expect(error, error.source, error.destination);
      if (!ping) return false;
      ping.settle({ kind: 'refused', type: error.type, code: error.code });
      return true;
    },
    stop() {
      for (const { settle } of pending.values()) settle({ kind: 'silent' });
    },
  };
}
