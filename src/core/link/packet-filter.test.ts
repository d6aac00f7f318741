import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../shared/cidr';
import { buildEchoRequest } from './icmp';
import { isIpv4, mayEnter, mayLeave } from './packet-filter';

const LOCAL = addressOf('198.18.0.0');
const PEER = addressOf('198.18.0.1');

function addressOf(text: string): number {
  return parseAddress(text) ?? NaN;
}

function packet(source: number, destination: number): Buffer {
  return buildEchoRequest({ source, destination, id: 1, sequence: 1, payload: Buffer.from('x') });
}

describe('isIpv4', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['short', packet(LOCAL, PEER).subarray(0, 19)],
    ['cut', packet(LOCAL, PEER).subarray(0, -1)],
    ['with a tail', Buffer.concat([packet(LOCAL, PEER), Buffer.alloc(1)])],
    ['IPv6', Buffer.concat([Buffer.from('6000000000003aff', 'hex'), Buffer.alloc(32)])],
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

describe('outward', () => {
  it('only what has the inner address as its source', () => {
    expect(mayLeave(packet(LOCAL, addressOf('172.17.0.2')), LOCAL)).toBe(true);
    expect(mayLeave(packet(addressOf('192.168.1.5'), PEER), LOCAL)).toBe(false);
  });
});

describe('inward', () => {
  it('only what is for the inner address, whoever sent it', () => {
    expect(mayEnter(packet(addressOf('172.17.0.2'), LOCAL), LOCAL)).toBe(true);
    for (const other of [
      '127.0.0.1',
      '192.168.1.5',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ]) {
      expect(mayEnter(packet(PEER, addressOf(other)), LOCAL)).toBe(false);
    }
  });
});
