import { describe, expect, it } from 'vitest';
import { formatPrefix } from '../../shared/cidr';
import { parseGuardLine, readFacts, type Fact } from './guard-protocol';

const FACTS = `Welcome to this gateway!
gangway-guard 1
user root
uid 0
rights sudo
mark gangway:b:1:2
unit 65
ipv6 yes
ip 8: tun64: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1500
ip 1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
ip 2: eth0    inet 10.0.2.15/24 brd 10.0.2.255 scope global eth0\\       valid_lft forever
ip 2: eth0    inet6 fe80::1/64 scope link \\       valid_lft forever
ip 9: tun64    inet 198.18.0.1 peer 198.18.0.0/32 scope global tun64
ip default via 10.0.2.2 dev eth0
ip 10.0.2.0/24 dev eth0 proto kernel scope link src 10.0.2.15
ip 198.18.0.0 dev tun64 proto kernel scope link src 198.18.0.1
ip blackhole 10.96.0.0/12
waiting`;

function factsOf(text: string): Fact[] {
  return text.split('\n').flatMap((line) => {
    const parsed = parseGuardLine(line);
    return parsed?.kind === 'fact' ? [parsed] : [];
  });
}

describe('parseGuardLine', () => {
  it.each([
    ['gangway-guard 1', { kind: 'hello' }],
    ['gangway-guard 2', undefined],
    ['waiting', { kind: 'waiting' }],
    ['ready', { kind: 'ready' }],
    ['undone', { kind: 'undone' }],
    [
      'error mtu RTNETLINK answers: no',
      { kind: 'error', step: 'mtu', message: 'RTNETLINK answers: no' },
    ],
    ['error state ', { kind: 'error', step: 'state', message: '' }],
    ['applied 3', { kind: 'applied', number: 3 }],
    [
      'failed attach x0 its container is gone',
      { kind: 'failed', item: 'attach', key: 'x0', message: 'its container is gone' },
    ],
    ['failed otherwise x0', undefined],
    ['user root', { kind: 'fact', name: 'user', value: 'root' }],
    ['ready when you are', undefined],
    ['unit', undefined],
    ['', undefined],
    ['Last login: Mon', undefined],
  ])('%j', (line, expected) => {
    expect(parseGuardLine(line)).toEqual(expected);
  });
});

describe('readFacts', () => {
  it('sums up what a guard said', () => {
    const { used, ...rest } = readFacts(factsOf(FACTS));
    expect(rest).toEqual({
      user: 'root',
      rights: 'sudo',
      mark: 'gangway:b:1:2',
      ipv6: true,
      device: 'tun65',
      prepared: null,
    });
    expect(used.map(formatPrefix)).toEqual([
      '127.0.0.0/8',
      '10.0.2.0/24',
      '198.18.0.1/32',
      '198.18.0.0/32',
      '0.0.0.0/0',
      '10.0.2.0/24',
      '198.18.0.0/32',
      '10.96.0.0/12',
    ]);
  });

  it.each([
    ['user deploy\nuid 1000\nmissing iptables', 'gateway.tun-denied {"user":"deploy"}'],
    ['user deploy\nuid 1000\nprepared tun5 1500 198.18.0.1/24', 'gateway.tun-denied'],
    ['user deploy\nuid 1000\nprepared tun5 x 198.18.0.1/31', 'gateway.tun-denied'],
    ['user root\nuid 0\nmissing flock', 'gateway.tool-missing {"tool":"flock"}'],
    ['user root\nuid 0', 'gateway.setup-failed {"step":"facts","message":"no tun unit"}'],
  ])('%j', (text, message) => {
    expect(() => readFacts(factsOf(text))).toThrow(message);
  });

  it.each([
    ['tun5 1400 198.18.0.1 198.18.0.0', { own: '198.18.0.1', laptop: '198.18.0.0', mtu: 1400 }],
    ['tun5 1500 198.18.0.7/31', { own: '198.18.0.7', laptop: '198.18.0.6', mtu: 1500 }],
  ])('takes a prepared device as it is: %s', (value, prepared) => {
    const facts = readFacts(factsOf(`user deploy\nuid 1000\nprepared ${value}`));
    expect(facts).toMatchObject({ user: 'deploy', rights: 'prepared', device: 'tun5', prepared });
  });
});
