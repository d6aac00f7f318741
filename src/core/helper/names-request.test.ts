import { expect, it } from 'vitest';
import {
  MAX_DOMAINS,
  MAX_HOSTS,
  MAX_LINE_BYTES,
  type ResolverConfig,
} from '../../shared/helper-protocol';
import { permissible } from './names-request';

const config: ResolverConfig = {
  port: 5353,
  domains: ['staging.gangway.internal', 'staging', '17.172.in-addr.arpa', 'dev.gangway.internal'],
  search: ['gangway.internal'],
  hosts: [
    { address: '172.17.0.2', names: ['web.staging.gangway.internal', 'web.staging'] },
    { address: '172.17.0.3', names: ['web.dev.gangway.internal', 'web.dev'] },
  ],
};

it('leaves out what is somebody’s on the internet, and nothing else', () => {
  expect(
    permissible({ ...config, search: ['dev', 'corp.internal', 'gangway.internal', 'local'] }),
  ).toEqual({
    ...config,
    hosts: [
      { address: '172.17.0.2', names: ['web.staging.gangway.internal', 'web.staging'] },
      { address: '172.17.0.3', names: ['web.dev.gangway.internal'] },
    ],
  });
});

it('leaves an address out that is left without a name', () => {
  const hosts = [{ address: '172.17.0.4', names: ['elsewhere.example', 'x', 'consul'] }];
  const domains = [...config.domains, 'consul'];
  expect(permissible({ ...config, domains, hosts })).toEqual({ ...config, domains, hosts: [] });
});

it('never makes a request that would end the session', () => {
  const long = (length: number) => `${'x'.repeat(length)}.staging.gangway.internal`;
  const names = Array.from({ length: 32 }, () => long(63));
  const hosts = Array.from({ length: MAX_HOSTS }, () => ({ address: '255.255.255.255', names }));
  const domains = [
    config.domains[0] ?? '',
    ...Array<string>(MAX_DOMAINS - 1).fill('y'.repeat(253)),
  ];
  const full = permissible({ ...config, domains, hosts });
  expect(full.hosts.length).toBeGreaterThan(500);
  expect(JSON.stringify({ id: 1e9, full }).length).toBeLessThan(MAX_LINE_BYTES);
});
