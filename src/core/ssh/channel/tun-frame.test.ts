import { describe, expect, it } from 'vitest';
import { AF_INET, AF_INET6, familyOf, packetOf } from './tun-frame';

/** A frame of a packet of `length` bytes whose header claims `claimed`. */
function frame(version: 4 | 6, length: number, claimed = length, family?: number): Buffer {
  const packet = Buffer.alloc(length);
  packet[0] = version << 4;
  if (version === 4) packet.writeUInt16BE(claimed, 2);
  else packet.writeUInt16BE(claimed - 40, 4);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(family ?? (version === 4 ? AF_INET : AF_INET6));
  return Buffer.concat([header, packet]);
}

describe('packetOf', () => {
  it.each([
    ['IPv4', frame(4, 84)],
    ['a bare IPv4 header', frame(4, 20)],
    ['IPv6', frame(6, 104)],
    ['a bare IPv6 header', frame(6, 40)],
  ])('accepts %s', (_name, data) => {
    expect(packetOf(data)).toEqual(data.subarray(4));
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a family alone', frame(4, 84).subarray(0, 4)],
    ['half an IPv4 packet', frame(4, 50, 84)],
    ['two IPv4 packets', frame(4, 168, 84)],
    ['half an IPv6 packet', frame(6, 60, 104)],
    ['an IPv6 header cut short', frame(4, 84).fill(0x60, 4, 5).fill(0, 8, 10).subarray(0, 30)],
    ['the wrong family', frame(4, 84, 84, AF_INET6)],
    ['an unknown family', frame(4, 84, 84, 10)],
    ['neither IPv4 nor IPv6', Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.alloc(84)])],
  ])('refuses %s', (_name, data) => {
    expect(packetOf(data)).toBeUndefined();
  });
});

describe('familyOf', () => {
  it('reads the version', () => {
    expect([0x45, 0x60, 0x00].map((byte) => familyOf(Buffer.of(byte)))).toEqual([2, 24, undefined]);
    expect(familyOf(Buffer.alloc(0))).toBeUndefined();
  });
});
