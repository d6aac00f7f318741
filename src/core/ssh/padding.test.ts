import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cipher } from './library';
import { poolPadding } from './padding';

/** As ssh2's ciphers do it: `aad` bytes are not part of the blocks, `room` is kept for a tag. */
function cipherOf(block: number, aad: number, room: number): Cipher {
  return {
    encrypt: () => undefined,
    allocPacket(payload) {
      let padding = block - ((5 + payload - aad) % block);
      if (padding < 4) padding += block;
      const packet = Buffer.alloc(5 + payload + padding + room);
      packet.writeUInt32BE(1 + payload + padding, 0);
      packet.writeUInt8(padding, 4);
      return packet;
    },
  };
}

describe('packets of AES-GCM', () => {
  it.each([0, 16])('are as they were, with room for %i bytes of tag', (room) => {
    const [plain, pooled] = [cipherOf(16, 4, room), cipherOf(16, 4, room)];
    poolPadding(pooled);
    fc.assert(
      fc.property(fc.nat(40_000), (payload) => {
        const [before, after] = [plain.allocPacket(payload), pooled.allocPacket(payload)];
        expect(after).toHaveLength(before.length);
        expect(after.subarray(0, 5)).toEqual(before.subarray(0, 5));
      }),
    );
  });

  it('have random padding, and never the same again', () => {
    const cipher = cipherOf(16, 4, 0);
    poolPadding(cipher);
    const seen = new Set<string>();
    for (let i = 0; i < 5_000; i++) {
      const packet = cipher.allocPacket(2);
      expect(packet[4]).toBe(13);
      seen.add(packet.toString('hex', 7));
    }
    expect(seen.size).toBe(5_000);
  });
});

it.each([
  ['with a length that is encrypted, too', cipherOf(16, 0, 0)],
  ['with smaller blocks', cipherOf(8, 4, 0)],
])('another cipher stays as it is: %s', (_which, cipher) => {
  const before = Reflect.get(cipher, 'allocPacket') as unknown;
  poolPadding(cipher);
  expect(Reflect.get(cipher, 'allocPacket')).toBe(before);
});
