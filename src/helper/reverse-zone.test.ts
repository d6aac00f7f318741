import { expect, it } from 'vitest';
import { formatIpPrefix, parseIpPrefix } from '../shared/cidr-ip';
import { onLabelBoundary, reversePrefix } from './reverse-zone';

it.each([
  ['17.172.in-addr.arpa', '172.17.0.0/16'],
  ['10.in-addr.arpa', '10.0.0.0/8'],
  ['255.0.5.10.in-addr.arpa', '10.5.0.255/32'],
  ['0.2.d.f.ip6.arpa', 'fd20::/16'],
  [`${'1.'.padEnd(64, '0.')}ip6.arpa`, '::1/128'],
])('%s', (domain, expected) => {
  const zone = reversePrefix(domain);
  expect(zone && formatIpPrefix(zone)).toBe(expected);
});

it.each([
  ...['in-addr.arpa', '.in-addr.arpa', '256.in-addr.arpa', '01.in-addr.arpa', 'x.in-addr.arpa'],
  ...['1.2.3.4.5.in-addr.arpa', '0-63.2.0.192.in-addr.arpa', 'in-addr.arpa.example', '17.172'],
  ...['fd.ip6.arpa', 'g.ip6.arpa', `${'0.'.repeat(33)}ip6.arpa`, 'A.ip6.arpa', '10.IN-ADDR.ARPA'],
])('%s is none', (domain) => expect(reversePrefix(domain)).toBeUndefined());

it.each([
  ['10.64.0.0/12', '10.0.0.0/8'],
  ['172.17.0.0/16', '172.17.0.0/16'],
  ['10.5.0.7/32', '10.5.0.7/32'],
  ['fd28::/14', 'fd20::/12'],
])('the label boundary around %s', (route, expected) => {
  const prefix = parseIpPrefix(route);
  expect(prefix && formatIpPrefix(onLabelBoundary(prefix))).toBe(expected);
});
