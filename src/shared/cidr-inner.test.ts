import { expect, it } from 'vitest';
import { formatIpPrefix, parseIpPrefix, prefixContains } from './cidr-ip';
import { INNER_POOL6, innerIpv6 } from './cidr-inner';

it('gives every inner address a twin of its own in the pool', () => {
  expect(formatIpPrefix(INNER_POOL6)).toBe('fda5:36a2:f221::/48');
  expect(innerIpv6('198.18.0.2')).toBe('fda5:36a2:f221::c612:2');
  expect(innerIpv6('198.18.0.3')).toBe('fda5:36a2:f221::c612:3');
  const twin = parseIpPrefix(innerIpv6('198.19.255.255') ?? '');
  expect(twin && prefixContains(INNER_POOL6, twin)).toBe(true);
  expect(innerIpv6('::1')).toBeUndefined();
});
