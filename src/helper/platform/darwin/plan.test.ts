import { expect, it } from 'vitest';
import type { Applied } from '../platform';
import { plan } from './plan';

const base: Applied = {
  local: '198.18.0.2',
  peer: '198.18.0.3',
  mtu: 1400,
  routes: ['172.17.0.0/16', '10.5.0.0/16'],
};

const both: Applied = {
  ...{ ...base, local6: 'fda5:36a2:f221::2', peer6: 'fda5:36a2:f221::3' },
  routes: ['172.17.0.0/16', 'fd20::/64'],
};

const table: { name: string; from: Applied | null; to: Applied | null; commands: string[] }[] = [
  {
    name: 'a bare device gets everything',
    from: null,
    to: base,
    commands: [
      'ifconfig utun7 inet 198.18.0.2 198.18.0.3 mtu 1400 up',
      'route -n add -inet 172.17.0.0/16 -interface utun7',
      'route -n add -inet 10.5.0.0/16 -interface utun7',
    ],
  },
  { name: 'the same again takes nothing', from: base, to: base, commands: [] },
  {
    name: 'routes change by difference, the new before the old',
    from: base,
    to: { ...base, routes: ['10.5.0.0/16', '10.6.0.0/16'] },
    commands: [
      'route -n add -inet 10.6.0.0/16 -interface utun7',
      'route -n delete -inet 172.17.0.0/16 -interface utun7',
    ],
  },
  {
    name: 'new inner addresses take the place of the old',
    from: base,
    to: { ...base, local: '198.18.0.4', peer: '198.18.0.5' },
    commands: ['ifconfig utun7 inet 198.18.0.4 198.18.0.5 mtu 1400 up'],
  },
  {
    name: 'IPv6 beside IPv4',
    from: null,
    to: both,
    commands: [
      'ifconfig utun7 inet 198.18.0.2 198.18.0.3 mtu 1400 up',
      'ifconfig utun7 inet6 fda5:36a2:f221::2 fda5:36a2:f221::3 prefixlen 128 alias',
      'route -n add -inet 172.17.0.0/16 -interface utun7',
      'route -n add -inet6 fd20::/64 -interface utun7',
    ],
  },
  { name: 'both families again take nothing', from: both, to: both, commands: [] },
  {
    name: 'new inner IPv6 addresses stand beside the old until those go',
    from: both,
    to: { ...both, local6: 'fda5:36a2:f221::4', peer6: 'fda5:36a2:f221::5' },
    commands: [
      'ifconfig utun7 inet6 fda5:36a2:f221::4 fda5:36a2:f221::5 prefixlen 128 alias',
      'ifconfig utun7 inet6 fda5:36a2:f221::2 -alias',
    ],
  },
  {
    name: 'IPv6 goes',
    from: both,
    to: { ...base, routes: ['172.17.0.0/16'] },
    commands: [
      'route -n delete -inet6 fd20::/64 -interface utun7',
      'ifconfig utun7 inet6 fda5:36a2:f221::2 -alias',
    ],
  },
  {
    name: 'back to bare',
    from: base,
    to: null,
    commands: [
      'route -n delete -inet 172.17.0.0/16 -interface utun7',
      'route -n delete -inet 10.5.0.0/16 -interface utun7',
      'ifconfig utun7 down',
    ],
  },
  { name: 'bare stays bare', from: null, to: null, commands: [] },
];

it.each(table)('$name', ({ from, to, commands }) => {
  expect(plan(from, to, 'utun7').map(({ argv }) => argv.join(' '))).toEqual(commands);
});
