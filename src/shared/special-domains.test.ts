import { expect, it } from 'vitest';
import { searchRefusal, specialDomain } from './special-domains';

it.each([
  '',
  'localhost',
  'a.localhost',
  'local',
  'arpa',
  'in-addr.arpa',
  'home.arpa',
  '10',
  'a.1',
])('keeps %j for this machine and the internet itself', (domain) =>
  expect(specialDomain(domain)).toBe('reserved-domain'),
);

it.each(['com', 'org', 'dev', 'cloud', 'de', 'io', 'tv', 'xn--p1ai', 'co.uk', 'com.au'])(
  'keeps %s for the public',
  (domain) => expect(specialDomain(domain)).toBe('public-domain'),
);

it.each([
  ...['consul', 'corp', 'internal', 'gangway.internal', 'staging', 'a', 'corp.local', 'lan'],
  ...['example.com', 'dev.example.com', 'my.de', 'co.example', 'a.co.uk', 'x1'],
])('leaves %s to its owner', (domain) => expect(specialDomain(domain)).toBeUndefined());

it.each([
  ['gangway.internal', undefined],
  ['staging.gangway.internal', undefined],
  ['eu.staging.gangway.internal', undefined],
  ['b.gangway.internal', 'search-elsewhere'],
  ['way.internal', 'search-elsewhere'],
  ['com', 'public-domain'],
])('says whether %s may be appended', (search, refusal) => {
  const domains = new Set(['staging.gangway.internal', 'example.com']);
  expect(searchRefusal(search, domains)).toBe(refusal);
});
