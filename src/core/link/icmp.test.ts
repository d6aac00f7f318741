import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEchoReply, buildEchoRequest, checksum, parseEchoReply } from './icmp';

const echo = fc.record({
  source: fc.nat(0xffffffff),
  destination: fc.nat(0xffffffff),
  id: fc.nat(0xffff),
  sequence: fc.nat(0xffff),
  payload: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
});

describe('checksum', () => {
  it('matches the example of RFC 1071, section 3', () => {
    expect(checksum(Buffer.from('0001f203f4f5f6f7', 'hex'))).toBe(~0xddf2 & 0xffff);
  });

  it('matches a header that a kernel made', () => {
    const header = Buffer.from('4500003c1c4640004006b1e6ac100a63ac100a0c', 'hex');
    expect(checksum(header)).toBe(0);
  });
});

describe('buildEchoRequest', () => {
  it('builds what ping would send', () => {
    const packet = buildEchoRequest({
      source: 0xc6120000,
      destination: 0xc6120001,
      id: 0x1234,
      sequence: 7,
      payload: Buffer.from('abc'),
    });
    expect(packet.toString('hex')).toBe(
      '4500001f000040004001aeb8c6120000c6120001' + '0800' + '2162' + '12340007' + '616263',
    );
  });
});

describe('parseEchoReply', () => {
  it('reads back every reply', () => {
    fc.assert(
      fc.property(echo, (reply) => {
        expect(parseEchoReply(buildEchoReply(reply))).toEqual(reply);
      }),
    );
  });

  it('rejects every reply with one bit turned', () => {
    fc.assert(
      fc.property(echo, fc.nat(), (reply, position) => {
        const packet = buildEchoReply(reply);
        const bit = position % (packet.length * 8);
        packet.writeUInt8(packet.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(parseEchoReply(packet)).toBeUndefined();
      }),
    );
  });

  it('stands any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        parseEchoReply(Buffer.from(bytes));
      }),
    );
  });

  it('leaves requests alone', () => {
    fc.assert(
      fc.property(echo, (request) => {
        expect(parseEchoReply(buildEchoRequest(request))).toBeUndefined();
      }),
    );
  });
});
