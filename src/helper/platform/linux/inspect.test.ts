import { describe, expect, it } from 'vitest';
import { parseAddresses, parseNameservers, parseRoutes } from './inspect';

// Captured from iproute2 6.1.0, shortened to the fields of one interface each.
const ADDRESSES = `[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"},{"family":"inet6","local":"::1","prefixlen":128,"scope":"host","noprefixroute":true}]},{},
{"ifindex":3,"link":"v1","ifname":"v0","operstate":"UP","addr_info":[{"family":"inet","local":"10.9.0.2","prefixlen":24,"scope":"global","label":"v0"},{"family":"inet6","local":"fd00:9::2","prefixlen":64,"scope":"global","nodad":true},{"family":"inet6","local":"fe80::2","prefixlen":64,"scope":"link"}]},
{"ifindex":4,"ifname":"gangway0","operstate":"DOWN","addr_info":[{"family":"inet","local":"198.18.0.0","address":"198.18.0.1","prefixlen":32,"scope":"global","label":"gangway0"}]}]`;

const ROUTES6 = `[{"dst":"fda5:36a2:f221::c612:1","dev":"gangway0","protocol":"kernel","metric":256,"flags":["linkdown"],"pref":"medium"},
{"dst":"fd20::/64","dev":"gangway0","protocol":"static","prefsrc":"fda5:36a2:f221::c612:0","metric":1024,"flags":[],"pref":"medium"},
{"dst":"fe80::/64","dev":"v0","protocol":"kernel","metric":256,"flags":[],"pref":"medium"},
{"dst":"default","gateway":"fe80::1","dev":"v0","protocol":"ra","metric":1024,"flags":[],"pref":"medium"}]`;

const ROUTES = `[{"dst":"10.70.0.3","gateway":"10.9.0.7","dev":"v0","table":"52","flags":[]},
{"dst":"default","gateway":"10.9.0.1","dev":"v0","flags":[]},
{"dst":"default","via":{"family":"inet6","host":"fe80::1"},"dev":"v0","metric":9,"flags":[]},
{"dst":"10.9.0.0/24","dev":"v0","protocol":"kernel","scope":"link","prefsrc":"10.9.0.2","flags":[]},
{"dst":"10.60.0.0/16","flags":[],"nexthops":[{"gateway":"10.9.0.8","dev":"v0","weight":1,"flags":[]},{"gateway":"10.9.0.9","dev":"v1","weight":1,"flags":[]}]},
{"dst":"172.17.0.0/16","dev":"gangway0","protocol":"static","scope":"link","prefsrc":"198.18.0.0","flags":["linkdown"]}]`;

describe('parseAddresses', () => {
  it('lists every address with its interface and length', () => {
    expect(parseAddresses(ADDRESSES)).toEqual([
      { interface: 'lo', address: '127.0.0.1', length: 8 },
      { interface: 'lo', address: '::1', length: 128 },
      { interface: 'v0', address: '10.9.0.2', length: 24 },
      { interface: 'v0', address: 'fd00:9::2', length: 64 },
      { interface: 'v0', address: 'fe80::2', length: 64 },
      { interface: 'gangway0', address: '198.18.0.0', length: 32 },
    ]);
  });

  it('takes an empty output for an empty list', () => {
    expect(parseAddresses('')).toEqual([]);
    expect(parseAddresses('[ ]\n')).toEqual([]);
  });
});

it('parseRoutes lists every next hop of every table', () => {
  expect(parseRoutes(ROUTES, '0.0.0.0/0')).toEqual([
    { interface: 'v0', prefix: '10.70.0.3/32', via: '10.9.0.7' },
    { interface: 'v0', prefix: '0.0.0.0/0', via: '10.9.0.1' },
    { interface: 'v0', prefix: '0.0.0.0/0' },
    { interface: 'v0', prefix: '10.9.0.0/24' },
    { interface: 'v0', prefix: '10.60.0.0/16', via: '10.9.0.8' },
    { interface: 'v1', prefix: '10.60.0.0/16', via: '10.9.0.9' },
    { interface: 'gangway0', prefix: '172.17.0.0/16' },
  ]);
});

it('parseRoutes does so for IPv6', () => {
  expect(parseRoutes(ROUTES6, '::/0')).toEqual([
    { interface: 'gangway0', prefix: 'fda5:36a2:f221::c612:1/128' },
    { interface: 'gangway0', prefix: 'fd20::/64' },
    { interface: 'v0', prefix: 'fe80::/64' },
    { interface: 'v0', prefix: '::/0', via: 'fe80::1' },
  ]);
});

it('parseNameservers keeps both families, without zones', () => {
  const text =
    '# nameserver 9.9.9.9\nnameserver 10.0.0.53\nnameserver\t10.0.0.54\nnameserver fe80::1%eth0\nnameserver FD53::0:53\nnameserver localhost\nsearch lan\n';
  expect(parseNameservers(text)).toEqual(['10.0.0.53', '10.0.0.54', 'fe80::1', 'fd53::53']);
});
