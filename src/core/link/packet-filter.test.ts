import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../shared/cidr';
import { buildEchoRequest } from './icmp';
import { innerEnds, isIpv4, isIpv6, mayEnter, mayLeave } from './packet-filter';

const LOCAL = addressOf('198.18.0.0');
const PEER = addressOf('198.18.0.1');
const LOCAL6 = 'fda5:36a2:f221::c612:0';
const PEER6 = 'fda5:36a2:f221::c612:1';
const ENDS = innerEnds('198.18.0.0', LOCAL6);

function addressOf(text: string): number {
  return parseAddress(text) ?? NaN;
}

function packet(source: number, destination: number): Buffer {
  return buildEchoRequest({ source, destination, id: 1, sequence: 1, payload: Buffer.from('x') });
}

/** An IPv6 packet with `payload` bytes of nothing. */
function packet6(source: string, destination: string, payload = 8): Buffer {
  const bytes = Buffer.alloc(40 + payload);
  bytes.writeUInt8(0x60, 0);
  bytes.writeUInt16BE(payload, 4);
  bytes.writeUInt8(59, 6);
  sixOf(source).copy(bytes, 8);
  sixOf(destination).copy(bytes, 24);
  return bytes;
}

function sixOf(text: string): Buffer {
  return innerEnds('198.18.0.0', text).six ?? Buffer.alloc(0);
}

describe('isIpv4', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['short', packet(LOCAL, PEER).subarray(0, 19)],
    ['cut', packet(LOCAL, PEER).subarray(0, -1)],
    ['with a tail', Buffer.concat([packet(LOCAL, PEER), Buffer.alloc(1)])],
    ['IPv6', packet6(LOCAL6, PEER6)],
  ])('%s is not', (_, bytes) => {
    expect(isIpv4(bytes)).toBe(false);
  });

  it.each([0x44, 0x4f])('a header length of %s words does not fit', (first) => {
    const bytes = packet(LOCAL, PEER);
    bytes.writeUInt8(first, 0);
    expect(isIpv4(bytes)).toBe(false);
  });

  it('stands any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void isIpv4(Buffer.from(bytes))));
  });
});

describe('isIpv6', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['short', packet6(LOCAL6, PEER6).subarray(0, 39)],
    ['cut', packet6(LOCAL6, PEER6).subarray(0, -1)],
    ['with a tail', Buffer.concat([packet6(LOCAL6, PEER6), Buffer.alloc(1)])],
    ['IPv4', packet(LOCAL, PEER)],
  ])('%s is not', (_, bytes) => {
    expect(isIpv6(bytes)).toBe(false);
  });

  it.each([0, 1, 1_460, 65_495])('one with %i bytes behind its header is', (payload) => {
    expect(isIpv6(packet6(LOCAL6, PEER6, payload))).toBe(true);
  });

  it('stands any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void isIpv6(Buffer.from(bytes))));
  });
});

describe('innerEnds', () => {
  it.each([
    ['fda5:36a2:f221::c612:0', 'fda536a2f22100000000' + '0000c6120000'],
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['1::', `0001${'0'.repeat(28)}`],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ])('reads %s', (text, hex) => {
    expect(innerEnds('198.18.0.0', text).six?.toString('hex')).toBe(hex);
  });

  it.each(['', '1:2', ':::', '1::2::3', '1:2:3:4:5:6:7::8', 'fd00::g', 'fd00::12345', '::1.2.3.4'])(
    'throws at %j',
    (text) => {
      expect(() => innerEnds('198.18.0.0', text)).toThrow('internal');
    },
  );

  it('throws at what is no IPv4 address', () => {
    expect(() => innerEnds(LOCAL6, undefined)).toThrow('internal');
  });
});

describe('outward', () => {
  it('only what has the inner address as its source', () => {
    expect(mayLeave(packet(LOCAL, addressOf('172.17.0.2')), ENDS)).toBe(true);
    expect(mayLeave(packet(addressOf('192.168.1.5'), PEER), ENDS)).toBe(false);
  });

  it('only what has the inner IPv6 address as its source', () => {
    expect(mayLeave(packet6(LOCAL6, 'fd00:17::2'), ENDS)).toBe(true);
    for (const other of ['fe80::1', '::', '2001:db8::5', PEER6]) {
      expect(mayLeave(packet6(other, 'fd00:17::2'), ENDS)).toBe(false);
    }
  });
});

describe('inward', () => {
  it('only what is for the inner address, whoever sent it', () => {
    expect(mayEnter(packet(addressOf('172.17.0.2'), LOCAL), ENDS)).toBe(true);
    for (const other of [
      '127.0.0.1',
      '192.168.1.5',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ]) {
      expect(mayEnter(packet(PEER, addressOf(other)), ENDS)).toBe(false);
    }
  });

  it('only what is for the inner IPv6 address, whoever sent it', () => {
    expect(mayEnter(packet6('fd00:17::2', LOCAL6), ENDS)).toBe(true);
    for (const other of ['::1', 'fe80::1', 'ff02::1', '2001:db8::5', PEER6]) {
      expect(mayEnter(packet6(PEER6, other), ENDS)).toBe(false);
    }
  });
});

it('no IPv6 passes a link without an address for it', () => {
  const ends = innerEnds('198.18.0.0', undefined);
  expect(mayLeave(packet6(LOCAL6, PEER6), ends)).toBe(false);
  expect(mayEnter(packet6(PEER6, LOCAL6), ends)).toBe(false);
});

it('whatever comes, what passes is one whole packet with an inner address at our end', () => {
  const hostile = fc
    .tuple(
      fc.constantFrom(packet(LOCAL, PEER), packet(PEER, LOCAL), packet6(LOCAL6, PEER6)),
      fc.array(fc.tuple(fc.nat(47), fc.nat(255)), { maxLength: 4 }),
      fc.nat(48),
    )
    .map(([base, changes, length]) => {
      const bytes = Buffer.concat([base, Buffer.alloc(48)]).subarray(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      return bytes;
    });
  fc.assert(
    fc.property(hostile, (bytes) => {
      const at = (offset4: number, offset6: number) => {
        const first = bytes[0] ?? 0;
        if (first >> 4 === 4 && bytes.readUInt16BE(2) === bytes.length) {
          return bytes.readUInt32BE(offset4) === LOCAL;
        }
        return (
          first >> 4 === 6 &&
          bytes.readUInt16BE(4) + 40 === bytes.length &&
          bytes.subarray(offset6, offset6 + 16).equals(sixOf(LOCAL6))
        );
      };
      if (mayLeave(bytes, ENDS)) expect(at(12, 8)).toBe(true);
      if (mayEnter(bytes, ENDS)) expect(at(16, 24)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
