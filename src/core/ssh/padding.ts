/**
 * Padding of SSH packets from a pool. ssh2 asks OpenSSL for a few random bytes per packet, which takes longer than
 * to encrypt a small one. RFC 4253 (6) wants padding that is random; where it came from nobody can tell.
 */
import { randomFillSync } from 'node:crypto';
import type { Cipher } from './library';

/** Bytes. */
const POOL = 16 * 1024;
const LENGTH = 4;
const HEAD = LENGTH + 1;
/** RFC 5647 (7.2): what is encrypted of a packet is whole blocks of AES, the length not among it. */
const BLOCK = 16;
/** RFC 4253 (6). */
const LEAST_PADDING = 4;

const pool = Buffer.allocUnsafeSlow(POOL);
let used = POOL;

/** Has a cipher take its padding from the pool, if its packets are those of AES-GCM. */
export function poolPadding(cipher: Cipher): void {
  const example = cipher.allocPacket(1);
  const room = example.length - LENGTH - example.readUInt32BE(0);
  // Room for the tag, or none where the cipher appends it.
  if ((room !== 0 && room !== BLOCK) || example.readUInt32BE(0) !== BLOCK) return;
  cipher.allocPacket = (payload) => {
    const rest = BLOCK - ((payload + 1) % BLOCK);
    const padding = rest < LEAST_PADDING ? rest + BLOCK : rest;
    const packet = Buffer.allocUnsafe(HEAD + payload + padding + room);
    packet.writeUInt32BE(1 + payload + padding, 0);
    packet.writeUInt8(padding, LENGTH);
    if (used + padding > POOL) {
      randomFillSync(pool);
      used = 0;
    }
    pool.copy(packet, HEAD + payload, used, used + padding);
    used += padding;
    return packet;
  };
}
