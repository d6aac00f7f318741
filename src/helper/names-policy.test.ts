import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolverConfig } from '../shared/helper-protocol';
import { specialDomain } from '../shared/special-domains';
import { namesRefusal, permitNames } from './names-policy';
import type { Refusal } from './policy';

const ROUTES = ['172.17.0.0/16', '10.64.0.0/12', '10.5.0.7/32', 'fd20::/64'];
const wanted: ResolverConfig = {
  port: 5353,
  domains: ['staging.gangway.internal', 'staging', 'consul', '17.172.in-addr.arpa'],
  search: ['gangway.internal'],
  hosts: [
    { address: '172.17.0.2', names: ['web.staging.gangway.internal', 'web.staging'] },
    { address: 'fd20::2', names: ['x.consul'] },
  ],
};

const host = (address: string, ...names: string[]): Partial<ResolverConfig> => ({
  hosts: [{ address, names }],
});
const domains = (...list: string[]): Partial<ResolverConfig> => ({
  domains: list,
  search: [],
  hosts: [],
});
const search = (...list: string[]): Partial<ResolverConfig> => ({ search: list });

const refused: [string, Partial<ResolverConfig>, Refusal][] = [
  ['a privileged port', { port: 53 }, { rule: 'port', value: 53 }],
  ['no port', { port: NaN }, { rule: 'port', value: NaN }],
  ['the root', domains(''), { rule: 'malformed', value: '' }],
  ['a dot', domains('.'), { rule: 'malformed', value: '.' }],
  ['what is no domain', domains('a..b'), { rule: 'malformed', value: 'a..b' }],
  ['an option', search('-h'), { rule: 'malformed', value: '-h' }],
  ['this machine', domains('localhost'), { rule: 'reserved-domain', value: 'localhost' }],
  ['below it', domains('a.localhost'), { rule: 'reserved-domain', value: 'a.localhost' }],
  ['all of a link', domains('local'), { rule: 'reserved-domain', value: 'local' }],
  ['arpa', domains('arpa'), { rule: 'reserved-domain', value: 'arpa' }],
  ['all IPv4', domains('in-addr.arpa'), { rule: 'reserved-domain', value: 'in-addr.arpa' }],
  ['all IPv6', domains('ip6.arpa'), { rule: 'reserved-domain', value: 'ip6.arpa' }],
  ['a home', domains('home.arpa'), { rule: 'reserved-domain', value: 'home.arpa' }],
  ['com', domains('com'), { rule: 'public-domain', value: 'com' }],
  ['a country', domains('de'), { rule: 'public-domain', value: 'de' }],
  ['half a country', domains('co.uk'), { rule: 'public-domain', value: 'co.uk' }],
  ['com to search', search('com'), { rule: 'public-domain', value: 'com' }],
  [
    'addresses of others',
    domains('18.172.in-addr.arpa'),
    { rule: 'reverse-zone', value: '18.172.in-addr.arpa' },
  ],
  [
    'more addresses than are routed',
    domains('172.in-addr.arpa'),
    { rule: 'reverse-zone', value: '172.in-addr.arpa' },
  ],
  [
    'the network around an address',
    domains('0.5.10.in-addr.arpa'),
    { rule: 'reverse-zone', value: '0.5.10.in-addr.arpa' },
  ],
  [
    'what is no address',
    domains('x.17.172.in-addr.arpa'),
    { rule: 'reverse-zone', value: 'x.17.172.in-addr.arpa' },
  ],
  ['a search elsewhere', search('example.com'), { rule: 'search-elsewhere', value: 'example.com' }],
  [
    'a search beside',
    search('other.gangway.internal'),
    { rule: 'search-elsewhere', value: 'other.gangway.internal' },
  ],
  [
    'a search that ends alike',
    search('y.internal'),
    { rule: 'search-elsewhere', value: 'y.internal' },
  ],
  [
    'an address that is not routed',
    host('8.8.8.8', 'x.consul'),
    { rule: 'address-not-routed', value: '8.8.8.8' },
  ],
  [
    'an address of this machine',
    host('127.0.0.1', 'x.consul'),
    { rule: 'address-not-routed', value: '127.0.0.1' },
  ],
  ['localhost', host('172.17.0.2', 'localhost'), { rule: 'one-label', value: 'localhost' }],
  ['a lone label', host('172.17.0.2', 'consul'), { rule: 'one-label', value: 'consul' }],
  [
    'a name below localhost',
    host('172.17.0.2', 'a.localhost'),
    { rule: 'reserved-domain', value: 'a.localhost' },
  ],
  [
    'a name of somebody else',
    host('172.17.0.2', 'www.example.com'),
    { rule: 'host-elsewhere', value: 'www.example.com' },
  ],
  [
    'a short form without a domain of its own',
    { ...host('172.17.0.2', 'web.dev'), domains: ['dev.gangway.internal'] },
    { rule: 'host-elsewhere', value: 'web.dev' },
  ],
];

const permitted: [string, Partial<ResolverConfig>][] = [
  ['what is wanted', {}],
  ['nothing', { domains: [], search: [], hosts: [] }],
  ['private top-level domains', domains('corp', 'consul', 'internal', 'x.internal')],
  ['an organisation', domains('example.com', 'dev.example.co.uk', 'corp.local')],
  ['the search of a domain itself', search('consul', 'staging.gangway.internal')],
  ['a search below', search('service.consul')],
  [
    'zones inside, the same, and on the boundary around',
    domains(
      '5.0.17.172.in-addr.arpa',
      '65.10.in-addr.arpa',
      '10.in-addr.arpa',
      '7.0.5.10.in-addr.arpa',
    ),
  ],
  ['an IPv6 zone', domains('0.0.0.0.0.0.0.0.0.0.0.0.0.2.d.f.ip6.arpa')],
  ['the name of the domain itself', host('172.17.0.2', 'staging.gangway.internal')],
];

describe('namesRefusal', () => {
  it.each(refused)('refuses %s', (_name, change, expected) => {
    expect(namesRefusal({ ...wanted, ...change }, ROUTES)).toEqual(expected);
  });

  it.each(permitted)('permits %s', (_name, change) => {
    expect(namesRefusal({ ...wanted, ...change }, ROUTES)).toBeUndefined();
  });

  it('throws helper.refused with the rule', () => {
    expect(() => permitNames({ ...wanted, port: 53 }, ROUTES)).toThrow(
      expect.objectContaining({
        info: expect.objectContaining({
          code: 'helper.refused',
          detail: { rule: 'port', value: 53 },
        }) as unknown,
      }) as Error,
    );
  });
});

describe('whatever is asked for', () => {
  const label = fc.constantFrom(
    ...['a', 'web', 'staging', 'consul', 'com', 'dev', 'de', 'local', 'localhost', 'internal'],
    ...['17', '172', 'in-addr', 'arpa', 'ip6', '0', 'co', 'uk', 'gangway'],
  );
  const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const address = fc.constantFrom('172.17.0.2', '10.70.1.1', 'fd20::5', '127.0.0.1', '8.8.8.8');
  const request = fc.record({
    port: fc.integer({ min: 1, max: 70_000 }),
    domains: fc.array(domain, { maxLength: 4 }),
    search: fc.array(domain, { maxLength: 3 }),
    hosts: fc.array(
      fc.record({ address, names: fc.array(domain, { minLength: 1, maxLength: 2 }) }),
      { maxLength: 2 },
    ),
  });

  it('nothing that is everybody’s is taken', () => {
    fc.assert(
      fc.property(request, (config) => {
        fc.pre(namesRefusal(config, ROUTES) === undefined);
        for (const name of [...config.domains, ...config.search]) {
          const isReverse = /\.(in-addr|ip6)\.arpa$/.test(name);
          expect(isReverse || specialDomain(name) === undefined).toBe(true);
        }
        for (const { address: at, names } of config.hosts) {
          expect(at).not.toMatch(/^(127|8)\./);
          for (const name of names) expect(name).toMatch(/^[^.]+\..*(?<!localhost|arpa)$/);
        }
        expect(config.port).toBeGreaterThanOrEqual(1024);
      }),
    );
  });

  it('less is permitted where more is, and more routes take nothing away', () => {
    fc.assert(
      fc.property(request, fc.subarray(ROUTES), ({ hosts, ...config }, routes) => {
        const all = { ...config, port: 5353, hosts };
        fc.pre(namesRefusal(all, routes) === undefined);
        expect(namesRefusal({ ...all, hosts: hosts.slice(1) }, ROUTES)).toBeUndefined();
      }),
    );
  });
});
