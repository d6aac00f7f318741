import { describe, expect, it } from 'vitest';
import { profileDraftSchema } from './profile';

const DRAFT = { name: 'a', gateways: [{ host: 'a.example.org' }], cidrs: [], networks: {} };
const isValid = (change: object) => profileDraftSchema.safeParse({ ...DRAFT, ...change }).success;
const withGateway = (change: object) => isValid({ gateways: [{ host: 'h', ...change }] });

describe('profileDraftSchema', () => {
  it.each(['a', 'prod-1', 'x'.repeat(32)])('takes the name %s', (name) => {
    expect(isValid({ name })).toBe(true);
  });
  it.each(['', 'A', '-a', 'a-', 'a.b', 'a_b', 'x'.repeat(33), 'ä'])(
    'refuses the name %j',
    (name) => {
      expect(isValid({ name })).toBe(false);
    },
  );

  it.each(['a.example.org', '203.0.113.21', 'fe80::1%eth0', 'bastion_1'])(
    'takes the host %s',
    (host) => {
      expect(withGateway({ host })).toBe(true);
    },
  );
  it.each(['', ' ', '-oProxyCommand=x', 'a b', 'a;b', '$(a)', 'a\nb'])(
    'refuses the host %j, which ssh or a shell could take for something else',
    (host) => {
      expect(withGateway({ host })).toBe(false);
    },
  );

  it.each([
    [{ port: 22 }, true],
    [{ port: 0 }, false],
    [{ port: 65536 }, false],
    [{ port: 22.5 }, false],
    [{ user: 'deploy' }, true],
    [{ user: 'a@b' }, false],
    [{ user: 'a b' }, false],
    [{ identityFile: '~/.ssh/id' }, true],
    [{ identityFile: '' }, false],
  ])('gateway %j: %s', (change, expected) => {
    expect(withGateway(change)).toBe(expected);
  });

  it.each([
    [['172.17.0.0/16', '10.0.0.0/8', '192.168.7.1'], true],
    [['0.0.0.0/0'], false],
    [['10.0.0.0/7'], false],
    [['10.0.0.1/8'], false],
    [['fd00::/64'], false],
  ])('additional CIDRs %j: %s', (cidrs, expected) => {
    expect(isValid({ cidrs })).toBe(expected);
  });

  it.each([
    [{ mesh: true, bridge: false }, true],
    [{ mesh: 'yes' }, false],
    [{ '': true }, false],
    [['mesh'], false],
  ])('choices of networks %j: %s', (networks, expected) => {
    expect(isValid({ networks })).toBe(expected);
  });

  it('needs a gateway and trims what was typed', () => {
    expect(isValid({ gateways: [] })).toBe(false);
    const parsed = profileDraftSchema.parse({ ...DRAFT, gateways: [{ host: ' h ', user: ' u ' }] });
    expect(parsed.gateways).toEqual([{ host: 'h', user: 'u' }]);
  });

  it('takes the link modes there are, and none at all', () => {
    expect(['auto', 'relay', 'tun-channel', undefined].every((link) => isValid({ link }))).toBe(
      true,
    );
    expect(isValid({ link: 'fast' })).toBe(false);
  });
});
