import { encode, type Answer } from 'dns-packet';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog } from './catalog';
import type { ForwardOutcome } from './forward/forwarder';
import { resolveBy } from './resolve';
import { respond, type Forwarding } from './responder';
import { bridgeNames } from './testing/bridge-names';
import { questionFor } from './testing/question';
import type { Query } from './wire/query';

const CONSUL = { address: '10.0.0.10', port: 53 };
const OUTSIDE = { address: '203.0.113.53', port: 53 };

let catalog: Catalog;
let asked: Forwarding[];
let says: (query: Query) => readonly Answer[] | null;

beforeEach(() => {
  asked = [];
  says = () => null;
  const staging = bridgeNames(
    {
      'redis.staging.test': { a: ['172.17.0.2'], aaaa: ['fd00::2'] },
      'stopped.staging.test': {},
      '2.0.17.172.in-addr.arpa': { ptr: ['redis.staging.test'] },
    },
    {
      forwards: [{ domain: 'consul', servers: [CONSUL] }],
      search: ['test'],
      outside: ['gateway.staging.test'],
      outsideServers: [{ address: '127.0.0.53', port: 53 }, OUTSIDE],
    },
  );
  const other = bridgeNames(
    { 'web.other.test': { a: ['10.0.0.2'] } },
    { profile: 'other', apexes: ['other.test'], search: ['other.test'] },
  );
  catalog = buildCatalog(new Map(Object.entries({ one: staging, two: other })));
});

function forward(forwarding: Forwarding, query: Query): Promise<ForwardOutcome> {
  asked.push(forwarding);
  const [server = null] = forwarding.servers;
  const answers = says(query);
  if (!answers || !server) return Promise.resolve({ kind: 'silent', server });
  const { name } = query;
  const packet = encode({
    ...{ type: 'response', id: query.id },
    ...{ questions: [{ name, type: query.type === 1 ? 'A' : 'AAAA' }], answers: [...answers] },
  });
  return Promise.resolve({ kind: 'reply', packet, server });
}

const resolve = (text: string): unknown => resolveBy(text, catalog, forward);

describe('a name of ours', () => {
  it.each(['redis.staging.test', 'Redis.Staging.TEST.', ' redis.staging '])('%j', async (text) => {
    expect(await resolve(text)).toEqual({
      ...{ kind: 'found', name: 'redis.staging.test', profile: 'staging', names: [] },
      ...{ addresses: ['172.17.0.2', 'fd00::2'], nameserver: null },
    });
  });

  it('is looked for below the search domains of every bridge', async () => {
    expect(await resolve('web')).toMatchObject({ name: 'web.other.test', profile: 'other' });
  });

  it('is looked for nowhere else when it ends with a dot', async () => {
    expect(await resolve('redis.staging.')).toEqual({ kind: 'elsewhere', name: 'redis.staging' });
  });

  it('is found by its address', async () => {
    expect(await resolve('172.17.0.2')).toEqual({
      ...{ kind: 'found', name: '172.17.0.2', profile: 'staging', addresses: ['172.17.0.2'] },
      ...{ names: ['redis.staging.test'], nameserver: null },
    });
    expect(await resolve('172.17.0.9')).toMatchObject({ kind: 'nothing', profile: 'staging' });
    expect(await resolve('192.168.0.1')).toMatchObject({ kind: 'elsewhere' });
  });

  it('may be none', async () => {
    const nothing = { kind: 'nothing', profile: 'staging' };
    expect(await resolve('stopped.staging')).toEqual({ ...nothing, name: 'stopped.staging.test' });
    expect(await resolve('x.staging.test')).toEqual({ ...nothing, name: 'x.staging.test' });
    const others = ['example.org', '', '.', 'a..b', 'ünicode', `${'x'.repeat(64)}.staging.test`];
    for (const name of others) expect(await resolve(name)).toMatchObject({ kind: 'elsewhere' });
  });
});

describe('a name behind a bridge', () => {
  it('is what its nameserver says, by whatever names', async () => {
    says = ({ name, type }) =>
      type === 1
        ? [
            { name, type: 'CNAME', data: 'n1.node.consul' },
            { name: 'n1.node.consul', type: 'A', data: '10.0.0.5' },
          ]
        : [];
    expect(await resolve('db.service.consul')).toEqual({
      ...{ kind: 'found', name: 'db.service.consul', profile: 'staging', names: [] },
      ...{ addresses: ['10.0.0.5'], nameserver: '10.0.0.10' },
    });
    says = () => [];
    expect(await resolve('db.service.consul')).toMatchObject({ kind: 'nothing' });
  });

  it('is not known while that is silent', async () => {
    expect(await resolve('db.service.consul')).toEqual({
      ...{ kind: 'silent', name: 'db.service.consul', nameserver: '10.0.0.10' },
    });
  });
});

describe('a gateway’s own name', () => {
  it('is asked of the laptop’s nameservers, but none on loopback', () => {
    const query = questionFor('gateway.staging.test', 1);
    const outside = { kind: 'forward', servers: [OUTSIDE], behind: null };
    expect(respond(query, catalog)).toEqual(outside);
  });

  it('is for others to tell', async () => {
    expect(await resolve('gateway.staging.test')).toMatchObject({ kind: 'elsewhere' });
    expect(asked).toEqual([]);
  });
});
