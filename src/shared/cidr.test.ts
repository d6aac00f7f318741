import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  formatAddress,
  formatPrefix,
  mask,
  overlaps,
  parseAddress,
  parsePrefix,
  type Prefix,
} from './cidr';

const prefixOf = (text: string): Prefix => {
  const prefix = parsePrefix(text);
  if (!prefix) throw new Error(`not a prefix: ${text}`);
  return prefix;
};
const anyPrefix = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
  .map(([base, length]) => ({ base: (base & mask(length)) >>> 0, length }));

describe('parseAddress', () => {
  it.each(['0.0.0.0', '127.0.0.1', '198.18.0.1', '255.255.255.255'])('takes %s', (text) => {
    expect(formatAddress(parseAddress(text) ?? -1)).toBe(text);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '1.2.3.4 ',
    '0x7f.0.0.1',
    '::1',
    'a',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('parsePrefix', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '172.17.0.0/16', '192.168.1.1/32'])('takes %s', (text) => {
    expect(formatPrefix(prefixOf(text))).toBe(text);
  });

  it('takes a bare address for a /32', () => {
    expect(formatPrefix(prefixOf('10.1.2.3'))).toBe('10.1.2.3/32');
  });

  it.each(['10.0.0.1/8', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/08', '10.0.0.0/', '10.0.0.0/8/8'])(
    'refuses %j',
    (text) => {
      expect(parsePrefix(text)).toBeUndefined();
    },
  );

  it('reads what formatPrefix writes', () => {
    fc.assert(
      fc.property(anyPrefix, (prefix) => {
        expect(prefixOf(formatPrefix(prefix))).toEqual(prefix);
      }),
    );
  });
});

describe('contains and overlaps', () => {
  it.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/8', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['128.0.0.0/1', '192.168.0.0/16', true],
    ['172.16.0.0/12', '172.32.0.0/16', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(prefixOf(outer), prefixOf(inner))).toBe(expected);
    if (expected) expect(overlaps(prefixOf(inner), prefixOf(outer))).toBe(true);
  });

  it('agrees with sets of addresses', () => {
    const last = ({ base, length }: Prefix) => base + 2 ** (32 - length) - 1;
    fc.assert(
      fc.property(anyPrefix, anyPrefix, (a, b) => {
        const meet = Math.max(a.base, b.base) <= Math.min(last(a), last(b));
        expect(overlaps(a, b)).toBe(meet);
        expect(overlaps(b, a)).toBe(meet);
        expect(contains(a, b)).toBe(a.base <= b.base && last(b) <= last(a));
      }),
    );
  });
});
