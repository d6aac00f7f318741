import { describe, expect, it } from 'vitest';
import type { Applied } from '../platform';
import { plan, remove } from './plan';

const base: Applied = {
  local: '198.18.0.2',
  peer: '198.18.0.3',
  mtu: 1400,
  routes: ['172.17.0.0/16', '10.5.0.0/16'],
};

const INNER6 = { local6: 'fda5:36a2:f221::2', peer6: 'fda5:36a2:f221::3' };
const both: Applied = { ...base, ...INNER6, routes: ['172.17.0.0/16', 'fd20::/64'] };

const table: { name: string; from: Applied | null; to: Applied | null; commands: string[] }[] = [
  {
    name: 'a bare device gets everything',
    from: null,
    to: base,
    commands: [
      'ip link set dev gangway0 addrgenmode none',
      'ip address add 198.18.0.2 peer 198.18.0.3/32 dev gangway0',
      'ip link set dev gangway0 mtu 1400 up',
      'ip route add 172.17.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.2',
      'ip route add 10.5.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.2',
    ],
  },
  { name: 'the same again takes nothing', from: base, to: base, commands: [] },
  {
    name: 'routes change by difference, the new before the old',
    from: base,
    to: { ...base, routes: ['10.5.0.0/16', '10.6.0.0/16'] },
    commands: [
      'ip route add 10.6.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.2',
      'ip route delete 172.17.0.0/16 dev gangway0',
    ],
  },
  {
    name: 'the MTU alone',
    from: base,
    to: { ...base, mtu: 1500 },
    commands: ['ip link set dev gangway0 mtu 1500 up'],
  },
  {
    name: 'new inner addresses: kept routes move over before the old address goes',
    from: base,
    to: {
      ...base,
      local: '198.18.0.4',
      peer: '198.18.0.5',
      routes: ['10.5.0.0/16', '10.7.0.0/16'],
    },
    commands: [
      'ip address add 198.18.0.4 peer 198.18.0.5/32 dev gangway0',
      'ip route change 10.5.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.4',
      'ip route add 10.7.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.4',
      'ip route delete 172.17.0.0/16 dev gangway0',
      'ip address delete 198.18.0.2 peer 198.18.0.3/32 dev gangway0',
    ],
  },
  {
    name: 'IPv6 beside IPv4',
    from: null,
    to: both,
    commands: [
      'ip link set dev gangway0 addrgenmode none',
      'sysctl -qw net.ipv6.conf.gangway0.accept_ra=0 net.ipv6.conf.gangway0.disable_ipv6=0',
      'ip address add 198.18.0.2 peer 198.18.0.3/32 dev gangway0',
      'ip link set dev gangway0 mtu 1400 up',
      'ip address add fda5:36a2:f221::2 peer fda5:36a2:f221::3/128 dev gangway0 nodad',
      'ip route add 172.17.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.2',
      'ip route add fd20::/64 dev gangway0 proto static metric 4767 src fda5:36a2:f221::2',
    ],
  },
  {
    name: 'IPv6 comes later',
    from: base,
    to: { ...both, routes: [...base.routes, 'fd20::/64'] },
    commands: [
      'sysctl -qw net.ipv6.conf.gangway0.accept_ra=0 net.ipv6.conf.gangway0.disable_ipv6=0',
      'ip address add fda5:36a2:f221::2 peer fda5:36a2:f221::3/128 dev gangway0 nodad',
      'ip route add fd20::/64 dev gangway0 proto static metric 4767 src fda5:36a2:f221::2',
    ],
  },
  {
    name: 'IPv6 goes',
    from: both,
    to: { ...base, routes: ['172.17.0.0/16'] },
    commands: [
      'ip route delete fd20::/64 dev gangway0',
      'ip address delete fda5:36a2:f221::2 peer fda5:36a2:f221::3/128 dev gangway0',
    ],
  },
  {
    name: 'new inner addresses of one family move only its routes',
    from: both,
    to: { ...both, local6: 'fda5:36a2:f221::5', peer6: 'fda5:36a2:f221::4' },
    commands: [
      'ip address add fda5:36a2:f221::5 peer fda5:36a2:f221::4/128 dev gangway0 nodad',
      'ip route change fd20::/64 dev gangway0 proto static metric 4767 src fda5:36a2:f221::5',
      'ip address delete fda5:36a2:f221::2 peer fda5:36a2:f221::3/128 dev gangway0',
    ],
  },
  { name: 'both families again take nothing', from: both, to: both, commands: [] },
  {
    name: 'back to bare',
    from: base,
    to: null,
    commands: ['ip address flush dev gangway0', 'ip link set dev gangway0 down'],
  },
  { name: 'bare stays bare', from: null, to: null, commands: [] },
];

describe('plan', () => {
  it.each(table)('$name', ({ from, to, commands }) => {
    expect(plan(from, to, 'gangway0').map(({ argv }) => argv.join(' '))).toEqual(commands);
  });

  it('forgives a deletion of what is gone already, and no addition', () => {
    const commands = plan(base, { ...base, routes: ['10.6.0.0/16'] }, 'gangway0');
    for (const { argv, settled } of commands) {
      expect(settled ?? []).toEqual(argv.includes('delete') ? [1, 2] : []);
    }
  });
});

it('deletes a device, or finds it gone', () => {
  expect(remove('gangway3')).toEqual([
    { argv: ['ip', 'link', 'delete', 'dev', 'gangway3'], settled: [1] },
  ]);
});
