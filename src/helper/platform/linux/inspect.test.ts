import { describe, expect, it } from 'vitest';
import { parseAddresses, parseNameservers, parseRoutes } from './inspect';

// Captured from iproute2 6.1.0, shortened to the fields of one interface each.
const ADDRESSES = `[{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"}]},{},
{"ifindex":3,"link":"v1","ifname":"v0","operstate":"UP","addr_info":[{"family":"inet","local":"10.9.0.2","prefixlen":24,"scope":"global","label":"v0"}]},
{"ifindex":4,"ifname":"gangway0","operstate":"DOWN","addr_info":[{"family":"inet","local":"198.18.0.0","address":"198.18.0.1","prefixlen":32,"scope":"global","label":"gangway0"}]}]`;

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
      { interface: 'v0', address: '10.9.0.2', length: 24 },
      { interface: 'gangway0', address: '198.18.0.0', length: 32 },
    ]);
  });

  it('takes an empty output for an empty list', () => {
    expect(parseAddresses('')).toEqual([]);
    expect(parseAddresses('[ ]\n')).toEqual([]);
  });
});

it('parseRoutes lists every next hop of every table', () => {
  expect(parseRoutes(ROUTES)).toEqual([
    { interface: 'v0', prefix: '10.70.0.3/32', via: '10.9.0.7' },
    { interface: 'v0', prefix: '0.0.0.0/0', via: '10.9.0.1' },
    { interface: 'v0', prefix: '0.0.0.0/0' },
    { interface: 'v0', prefix: '10.9.0.0/24' },
    { interface: 'v0', prefix: '10.60.0.0/16', via: '10.9.0.8' },
    { interface: 'v1', prefix: '10.60.0.0/16', via: '10.9.0.9' },
    { interface: 'gangway0', prefix: '172.17.0.0/16' },
  ]);
});

it('parseNameservers keeps IPv4 ones', () => {
  const text =
    '# nameserver 9.9.9.9\nnameserver 10.0.0.53\nnameserver\t10.0.0.54\nnameserver fe80::1%eth0\nsearch lan\n';
  expect(parseNameservers(text)).toEqual(['10.0.0.53', '10.0.0.54']);
});
