import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  formatAddress,
  mask,
  overlaps,
  parseAddress,
  parsePrefix,
} from '../../shared/cidr';
import type { Prefix } from '../../shared/cidr';
import { chooseInnerAddresses, inner6, parseUsedPrefix } from './inner-address';

/** Small enough to search all of it. */
const POOL = prefix('198.18.0.0/24');
const PAIRS = Array.from({ length: 128 }, (_, i) => ({ base: POOL.base + 2 * i, length: 31 }));

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

function pairOf(addresses: { local: string; peer: string }): Prefix {
  const base = parseAddress(addresses.local) ?? NaN;
  expect(parseAddress(addresses.peer)).toBe(base + 1);
  return { base, length: 31 };
}

/** Prefixes that lie in the pool, around it, or are default routes. */
const usedPrefix = fc
  .tuple(fc.integer({ min: POOL.base, max: POOL.base + 255 }), fc.nat(32))
  .map(([address, length]) => ({ base: (address & mask(length)) >>> 0, length }));
const usedPrefixes = fc.array(usedPrefix, { maxLength: 40 });

const isFree = (used: Prefix[], pair: Prefix) =>
  !used.some((one) => one.length >= 8 && overlaps(one, pair));

describe('chooseInnerAddresses', () => {
  it('finds a pair in the pool beside everything in use, or says that there is none', () => {
    fc.assert(
      fc.property(fc.uuid(), usedPrefixes, (bridge, used) => {
        const choose = () => chooseInnerAddresses({ bridge, used, preferred: null, pool: POOL });
        if (PAIRS.some((pair) => isFree(used, pair))) {
          const pair = pairOf(choose());
          expect(contains(POOL, pair)).toBe(true);
          expect(isFree(used, pair)).toBe(true);
        } else {
          expect(choose).toThrow('net.no-address');
        }
      }),
    );
  });

  it('keeps the preferred pair exactly as long as it is free', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), usedPrefixes, (bridge, other, used) => {
        fc.pre(PAIRS.some((pair) => isFree(used, pair)));
        const preferred = chooseInnerAddresses({
          bridge: other,
          used: [],
          preferred: null,
          pool: POOL,
        });
        const chosen = chooseInnerAddresses({ bridge, used, preferred, pool: POOL });
        if (isFree(used, pairOf(preferred))) expect(chosen).toEqual(preferred);
        else expect(chosen).not.toEqual(preferred);
      }),
    );
  });

  it('gives one bridge the same pair each time', () => {
    fc.assert(
      fc.property(fc.uuid(), (bridge) => {
        const request = { bridge, used: [], preferred: null };
        expect(chooseInnerAddresses(request)).toEqual(chooseInnerAddresses(request));
      }),
    );
  });

  it('finds the last free pair of a pool', () => {
    const used = ['198.18.0.0/31', '198.18.0.2/31', '198.18.0.6/31'].map(prefix);
    const pool = prefix('198.18.0.0/29');
    expect(chooseInnerAddresses({ bridge: 'any', used, preferred: null, pool })).toEqual({
      local: '198.18.0.4',
      peer: '198.18.0.5',
    });
  });

  it.each([
    ['outside of the pool', { local: '10.0.0.0', peer: '10.0.0.1' }],
    ['not a /31', { local: '198.18.0.1', peer: '198.18.0.2' }],
    ['not addresses', { local: 'x', peer: 'y' }],
  ])('does not keep a preferred pair that is %s', (_, preferred) => {
    const chosen = chooseInnerAddresses({ bridge: 'b', used: [], preferred });
    expect(chosen).not.toEqual(preferred);
  });
});

describe('inner6', () => {
  it('is a /127 with the IPv4 address at its end', () => {
    expect(inner6({ local: '198.18.0.0', peer: '198.18.0.1' })).toEqual({
      local: 'fda5:36a2:f221::c612:0',
      peer: 'fda5:36a2:f221::c612:1',
    });
    expect(inner6({ local: '198.19.18.254', peer: '198.19.18.255' })).toEqual({
      local: 'fda5:36a2:f221::c613:12fe',
      peer: 'fda5:36a2:f221::c613:12ff',
    });
  });

  it('is different for different pairs, in the form that `ip` prints', () => {
    const base = fc.integer({ min: 2 ** 23, max: 2 ** 31 - 1 }).map((half) => half * 2);
    const six = (at: number) => inner6({ local: formatAddress(at), peer: formatAddress(at + 1) });
    fc.assert(
      fc.property(base, base, (one, other) => {
        const { local, peer } = six(one);
        expect(isIPv6(local) && isIPv6(peer)).toBe(true);
        // A URL's host is in the form of RFC 5952.
        expect(new URL(`http://[${local}]/`).hostname).toBe(`[${local}]`);
        if (one !== other) expect(six(other)).not.toEqual({ local, peer });
      }),
    );
  });

  it.each(['', '198.18.0', 'fd00::1'])('throws at %j', (local) => {
    expect(() => inner6({ local, peer: '198.18.0.1' })).toThrow('internal');
  });
});

describe('parseUsedPrefix', () => {
  it.each([
    ['10.0.2.15/24', '10.0.2.0/24'],
    ['172.17.0.0/16', '172.17.0.0/16'],
    ['198.18.0.1', '198.18.0.1/32'],
    ['255.255.255.255/1', '128.0.0.0/1'],
    ['1.2.3.4/0', '0.0.0.0/0'],
  ])('%s is %s', (text, expected) => {
    expect(parseUsedPrefix(text)).toEqual(prefix(expected));
  });

  it.each(['default', '', '1.2.3/8', '1.2.3.4/33', '1.2.3.4/'])('%j is nothing', (text) => {
    expect(parseUsedPrefix(text)).toBeUndefined();
  });
});
