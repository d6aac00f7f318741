import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import {
  comparePrefixes,
  formatIpAddress,
  formatIpPrefix,
  lastOf,
  mapAddress,
  parseIpAddress,
  parseIpPrefix,
  parsePrefixAround,
  prefixAround,
  prefixContains,
  prefixesOverlap,
  widthOf,
  type Family,
  type IpAddress,
  type IpPrefix,
} from './cidr-ip';

const family = fc.constantFrom<Family>(4, 6);

/** Zeros are common in real addresses, and what the short forms are about. */
const ipv6 = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt(0n, 0xffffn)), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0n));
const address: fc.Arbitrary<IpAddress> = fc.oneof(
  fc.bigInt(0n, 0xffffffffn).map((value) => ({ family: 4 as const, value })),
  ipv6.map((value) => ({ family: 6 as const, value })),
);
const prefix = fc
  .tuple(address, fc.nat())
  .map(([of, length]) => prefixAround(of, length % (widthOf(of.family) + 1)));

/** Text that is nearly an address more often than not. */
const almost = fc
  .array(
    fc.constantFrom('::', ':', ':', '0', '1', 'ab', 'ffff', '0001', '12345', 'g', '1.2.3.4', '.'),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''));

const oracle = {
  address: ({ family: of, value }: IpAddress) => {
    const bytes = Array.from({ length: widthOf(of) / 8 }, (_, index) =>
      Number((value >> BigInt(widthOf(of) - 8 - 8 * index)) & 255n),
    );
    return ipaddr.fromByteArray(bytes);
  },
  contains: (outer: IpPrefix, inner: IpAddress) =>
    outer.family === inner.family &&
    oracle
      .address(inner)
      .match(oracle.address({ family: outer.family, value: outer.base }), outer.length),
};

describe('parseIpAddress', () => {
  it.each([
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['::ffff:10.1.2.3', '::ffff:a01:203'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['0:0:0:0:0:0:10.0.0.1', '::a00:1'],
    ['fe80:0000:0000:0000:0202:b3ff:fe1e:8329', 'fe80::202:b3ff:fe1e:8329'],
    ['10.0.0.1', '10.0.0.1'],
  ])('reads %s as %s', (text, canonical) => {
    const parsed = parseIpAddress(text);
    expect(parsed && formatIpAddress(parsed)).toBe(canonical);
  });

  it.each([
    '',
    ':',
    ':::',
    '1:2',
    '::1::',
    '1.2.3.4::',
    '::1.2.3',
    'fe80::1%eth0',
    '[::1]',
    ' ::1',
  ])('refuses %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it('takes what ipaddr.js takes, short forms of IPv4 aside', () => {
    fc.assert(
      fc.property(almost, (text) => {
        // It takes octal numbers inside IPv6, which Node does not, either.
        fc.pre(!/\.0\d|(^|:)0\d+\./.test(text));
        const { IPv4, IPv6 } = ipaddr;
        const family = IPv4.isValidFourPartDecimal(text) ? 4 : IPv6.isValid(text) ? 6 : undefined;
        expect(parseIpAddress(text)?.family).toBe(family);
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads and writes as ipaddr.js does', () => {
    fc.assert(
      fc.property(address, (of) => {
        const theirs = oracle.address(of);
        const text = theirs instanceof ipaddr.IPv6 ? theirs.toRFC5952String() : theirs.toString();
        expect(formatIpAddress(of)).toBe(text);
        expect(parseIpAddress(text)).toEqual(of);
        expect(parseIpAddress(theirs.toNormalizedString())).toEqual(of);
      }),
    );
  });
});

describe('parseIpPrefix', () => {
  it.each(['::/0', '2000::/3', 'fd00::/8', '2001:db8::/32', '::1/128', '10.0.0.0/8', '0.0.0.0/0'])(
    'reads and writes %s',
    (text) => {
      const parsed = parseIpPrefix(text);
      expect(parsed && formatIpPrefix(parsed)).toBe(text);
    },
  );

  it.each(['fd00::1/8', '::/129', '10.0.0.0/33', '::/-1', '::/08', '::/', '::/0/0', '10.0.0.1/8'])(
    'refuses %j',
    (text) => {
      expect(parseIpPrefix(text)).toBeUndefined();
    },
  );

  it('takes a bare address for all its bits', () => {
    expect(parseIpPrefix('fd00::1')?.length).toBe(128);
    expect(parseIpPrefix('10.1.2.3')?.length).toBe(32);
  });

  it('reads what formatIpPrefix writes', () => {
    fc.assert(
      fc.property(prefix, (of) => {
        expect(parseIpPrefix(formatIpPrefix(of))).toEqual(of);
      }),
    );
  });
});

it('parsePrefixAround clears host bits', () => {
  fc.assert(
    fc.property(address, fc.nat(), (of, some) => {
      const length = some % (widthOf(of.family) + 1);
      const around = parsePrefixAround(`${formatIpAddress(of)}/${length}`);
      expect(around).toEqual(prefixAround(of, length));
      expect(around && oracle.contains(around, of)).toBe(true);
    }),
  );
  expect(parsePrefixAround('fd00::1/8x')).toBeUndefined();
});

describe('prefixContains and prefixesOverlap', () => {
  /** Pairs that have something to do with each other more often than chance has it. */
  const pair = fc
    .tuple(prefix, prefix, fc.boolean(), fc.nat())
    .map(([a, b, related, length]): [IpPrefix, IpPrefix] =>
      related
        ? [a, prefixAround({ family: a.family, value: a.base }, length % (widthOf(a.family) + 1))]
        : [a, b],
    );

  it('agree with ipaddr.js', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const contains = (outer: IpPrefix, inner: IpPrefix) =>
          [inner.base, lastOf(inner)].every((value) =>
            oracle.contains(outer, { family: inner.family, value }),
          );
        expect(prefixContains(a, b)).toBe(contains(a, b));
        expect(prefixesOverlap(a, b)).toBe(contains(a, b) || contains(b, a));
      }),
    );
  });

  it('keep families apart', () => {
    fc.assert(
      fc.property(family, prefix, (of, b) => {
        const everything: IpPrefix = { family: of, base: 0n, length: 0 };
        expect(prefixesOverlap(everything, b)).toBe(b.family === of);
      }),
    );
  });
});

it('comparePrefixes puts a prefix before all that it contains', () => {
  fc.assert(
    fc.property(prefix, prefix, (a, b) => {
      expect(comparePrefixes(a, b) === 0).toBe(formatIpPrefix(a) === formatIpPrefix(b));
      expect(Math.sign(comparePrefixes(a, b))).toBe(-Math.sign(comparePrefixes(b, a)) + 0);
      if (prefixContains(a, b)) expect(comparePrefixes(a, b)).toBeLessThanOrEqual(0);
    }),
  );
});

describe('mapAddress', () => {
  const remap = { real: '172.17.0.0/16', mapped: '10.200.0.0/16' };

  it.each([
    ['172.17.0.0', '10.200.0.0'],
    ['172.17.3.4', '10.200.3.4'],
    ['172.17.255.255', '10.200.255.255'],
    ['172.18.0.0', undefined],
    ['10.200.0.1', undefined],
    ['fd00::1', undefined],
    ['nobody', undefined],
  ])('maps %s to %s', (from, to) => {
    expect(mapAddress(from, remap)).toBe(to);
  });

  it.each([
    { real: '172.17.0.0/16', mapped: '10.200.0.0/24' },
    { real: '172.17.0.0/16', mapped: 'fd00::/16' },
    { real: '172.17.0.1/16', mapped: '10.200.0.0/16' },
    { real: '172.17.0.0/16', mapped: '' },
  ])('makes nothing of $real to $mapped', (odd) => {
    expect(mapAddress('172.17.0.2', odd)).toBeUndefined();
  });

  it('comes back by the way it went', () => {
    fc.assert(
      fc.property(address, address, fc.nat(), (one, other, some) => {
        fc.pre(one.family === other.family);
        const length = some % (widthOf(one.family) + 1);
        const real = formatIpPrefix(prefixAround(one, length));
        const mapped = formatIpPrefix(prefixAround(other, length));
        const there = mapAddress(formatIpAddress(one), { real, mapped });
        expect(there).toBeDefined();
        expect(mapAddress(there ?? '', { real: mapped, mapped: real })).toBe(formatIpAddress(one));
      }),
    );
  });
});
