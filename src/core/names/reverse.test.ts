import { describe, expect, it } from 'vitest';
import { reverseZones } from './reverse';

const apexes = (prefixes: string[], addresses: string[] = []) =>
  reverseZones(prefixes, new Set(addresses)).apexes;

describe('reverseZones', () => {
  it.each([
    ['10.0.0.0/8', ['10.in-addr.arpa']],
    ['172.17.0.0/16', ['17.172.in-addr.arpa']],
    ['10.20.1.0/24', ['1.20.10.in-addr.arpa']],
    ['172.18.0.0/15', ['18.172.in-addr.arpa', '19.172.in-addr.arpa']],
    ['10.1.1.4/31', ['4.1.1.10.in-addr.arpa', '5.1.1.10.in-addr.arpa']],
    ['10.1.1.4/32', ['4.1.1.10.in-addr.arpa']],
    ['fd00:6a::/64', ['0.0.0.0.0.0.0.0.a.6.0.0.0.0.d.f.ip6.arpa']],
    ['fc00::/7', []],
    ['2001:db8::/47', ['0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa', '1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa']],
    ['nonsense', []],
    ['0.0.0.0/0', []],
  ])('covers %s', (prefix, expected) => {
    expect(apexes([prefix])).toEqual(expected);
  });

  it.each([
    ['172.16.0.0/12', 16, '16.172.in-addr.arpa', '31.172.in-addr.arpa'],
    ['10.20.16.0/20', 16, '16.20.10.in-addr.arpa', '31.20.10.in-addr.arpa'],
    ['10.20.1.128/25', 128, '128.1.20.10.in-addr.arpa', '255.1.20.10.in-addr.arpa'],
  ])('splits %s on label boundaries', (prefix, count, first, last) => {
    const found = apexes([prefix]);
    expect([found.length, found[0], found.at(-1)]).toEqual([count, first, last]);
  });

  it('names addresses that a zone covers', () => {
    const { names } = reverseZones(
      ['172.17.0.0/16', 'fd00:6a::/64'],
      new Set(['172.17.0.2', 'fd00:6a::2']),
    );
    expect([...names]).toEqual([
      ['172.17.0.2', '2.0.17.172.in-addr.arpa'],
      ['fd00:6a::2', '2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.a.6.0.0.0.0.d.f.ip6.arpa'],
    ]);
  });

  it('has an apex for an address that none covers', () => {
    expect(apexes(['172.17.0.0/16'], ['172.17.0.2', '10.0.7.4'])).toEqual([
      '17.172.in-addr.arpa',
      '4.7.0.10.in-addr.arpa',
    ]);
  });

  it('covers what is inside another only once', () => {
    expect(apexes(['172.17.5.0/24', '172.17.0.0/16', '172.17.0.0/16'])).toEqual([
      '17.172.in-addr.arpa',
    ]);
  });

  it('has no more single addresses than 256, and then those that are in use', () => {
    const prefixes = ['10.1.1.0/25', '10.1.2.0/25', '10.1.3.0/25'];
    const found = apexes(prefixes, ['10.1.1.9', '10.1.3.9']);
    expect(found).toHaveLength(256);
    expect(apexes(['10.1.1.0/25', '10.1.3.0/26', '10.1.2.0/25'], ['10.1.2.9'])).toContain(
      '9.2.1.10.in-addr.arpa',
    );
  });

  it('stays within what the helper takes, small networks first', () => {
    const wide = ['10.0.0.0/9', '10.128.0.0/9', '100.128.0.0/9', '9.0.0.0/9'];
    const found = apexes([...wide, '172.17.0.0/16'], ['10.0.0.1', '100.200.0.1']);
    expect(found.length).toBeLessThanOrEqual(448);
    expect(found).toContain('17.172.in-addr.arpa');
    const many = Array.from({ length: 1_000 }, (_, index) => `203.0.${index >> 8}.${index & 255}`);
    expect(apexes([], many)).toHaveLength(256);
  });
});
