import { describe, expect, it } from 'vitest';
import type { ResolverConfig } from '../../../shared/helper-protocol';
import { linkFor, parseLink, planLink, readLink, type LinkState } from './resolved';

const config: ResolverConfig = {
  port: 5353,
  domains: ['staging.gangway.internal', '17.172.in-addr.arpa', 'consul'],
  search: ['gangway.internal', 'consul'],
  hosts: [{ address: '172.17.0.2', names: ['web.staging.gangway.internal'] }],
};
const link: LinkState = {
  'default-route': ['no'],
  llmnr: ['no'],
  mdns: ['no'],
  dnssec: ['no'],
  dnsovertls: ['no'],
  domain: ['gangway.internal', 'consul', '~staging.gangway.internal', '~17.172.in-addr.arpa'],
  dns: ['127.0.0.1:5353'],
};
const bare: LinkState = { ...link, llmnr: ['yes'], domain: [], dns: [] };

const words = (from: LinkState, to: LinkState | null) =>
  planLink(from, to, 'gangway0').map(({ argv }) => argv.join(' '));

it('searches and routes, names before addresses', () => {
  expect(linkFor(config)).toEqual(link);
  expect(linkFor({ ...config, domains: [], search: [] })).toBeNull();
});

it('gives up reverse zones first where there are too many domains', () => {
  const domains = ['1.10.in-addr.arpa', ...Array.from({ length: 300 }, (_, n) => `d${n}.internal`)];
  const { domain = [] } = linkFor({ ...config, domains: [...domains.slice(0, 255)] }) ?? {};
  expect(domain).toHaveLength(256);
  expect(domain.at(-1)).toBe('~d253.internal');
  expect(linkFor({ ...config, domains })?.domain).toHaveLength(256);
});

describe('planLink', () => {
  it('tells a bare link everything, the server last', () => {
    expect(words(bare, link)).toEqual([
      'resolvectl default-route -- gangway0 no',
      'resolvectl llmnr -- gangway0 no',
      'resolvectl mdns -- gangway0 no',
      'resolvectl dnssec -- gangway0 no',
      'resolvectl dnsovertls -- gangway0 no',
      'resolvectl domain -- gangway0 gangway.internal consul ~staging.gangway.internal ~17.172.in-addr.arpa',
      'resolvectl dns -- gangway0 127.0.0.1:5353',
    ]);
  });

  it('says the same again to nobody, and a change alone', () => {
    expect(words(link, link)).toEqual([]);
    expect(words(link, { ...link, dns: ['127.0.0.1:6000'] })).toEqual([
      'resolvectl dns -- gangway0 127.0.0.1:6000',
    ]);
  });

  it('reverts, unless there is nothing to revert', () => {
    expect(words(link, null)).toEqual(['resolvectl revert -- gangway0']);
    expect(words(link, bare)).toEqual(['resolvectl revert -- gangway0']);
    expect(words(bare, null)).toEqual([]);
  });
});

// Captured from systemd 252.
const SAID = `{"type":"b","data":false}
{"type":"s","data":"no"}
{"type":"s","data":"no"}
{"type":"s","data":"no"}
{"type":"s","data":"no"}
{"type":"a(sb)","data":[["gangway.internal",false],["consul",false],["staging.gangway.internal",true],["17.172.in-addr.arpa",true]]}
{"type":"a(iayqs)","data":[[2,[127,0,0,1],5353,""]]}
`;

describe('parseLink', () => {
  it('reads what a link was told', () => {
    expect(parseLink(SAID)).toEqual(link);
    const other = SAID.replace('"data":false', '"data":true').replace('[2,', '[10,');
    expect(parseLink(other)).toMatchObject({ 'default-route': ['yes'] });
    expect(words(parseLink(other) ?? bare, link)).toEqual([
      'resolvectl default-route -- gangway0 no',
      'resolvectl dns -- gangway0 127.0.0.1:5353',
    ]);
  });

  it('tells a bare link', () => {
    const none = SAID.replace(/(a\(.*\)","data":).*}/g, '$1[]}');
    expect(words(parseLink(none) ?? link, null)).toEqual([]);
  });

  it('takes nothing else for one', () => expect(parseLink('{"data":true}\n')).toBeUndefined());
});

it('asks for a link by its number, and starts nothing by that', () => {
  expect(readLink(142).argv.join(' ')).toBe(
    'busctl --auto-start=no --timeout=3 --json=short get-property org.freedesktop.resolve1 ' +
      '/org/freedesktop/resolve1/link/_3142 org.freedesktop.resolve1.Link ' +
      'DefaultRoute LLMNR MulticastDNS DNSSEC DNSOverTLS Domains DNSEx',
  );
});
