/** Names here and on this computer, with an engine and a resolver that say what the test wants. */
import { describe, expect, it } from 'vitest';
import type { NameAnswer, NamesView } from '../shared/names-view';
import { isResolved, resolveAlone, resolveWith } from './commands/resolve';
import { resolveLines } from './commands/resolve-words';
import { LiveSnapshot } from './live';
import type { SystemAnswer } from './system-resolver';
import { FakeEngine, LINK, PROFILE } from './testing/fake-engine';

const WEB = 'web.a.gangway.internal';
const NAMES: NamesView = {
  resolver: 'systemd-resolved',
  domains: ['a.gangway.internal'],
  search: ['gangway.internal'],
  names: { web: [WEB, 'www.a.gangway.internal'] },
};
const found = (name: string, change: object = {}): NameAnswer => ({
  ...{ kind: 'found', name, profile: 'a', names: [], nameserver: null },
  ...{ addresses: ['172.17.0.2'], ...change },
});
const says = (...addresses: string[]): SystemAnswer => ({ addresses, names: [], silent: false });

interface Scene {
  readonly answer?: NameAnswer;
  readonly computer?: SystemAnswer;
  readonly names?: Partial<NamesView> | null;
}

async function resolve(name: string, { answer, computer = says(), names = {} }: Scene) {
  const engine = new FakeEngine();
  const asked: string[] = [];
  engine.bridge({
    state: { kind: 'connected', since: 0, link: LINK },
    names: names && { ...NAMES, ...names },
  });
  engine.onName = (form) => {
    asked.push(form);
    return answer ?? { kind: 'elsewhere', name: form };
  };
  const live = await LiveSnapshot.open(engine.client);
  const ask = (): Promise<SystemAnswer> => Promise.resolve(computer);
  const resolution = await resolveWith({ client: engine.client, live }, name, ask);
  return { ...resolution, asked, ok: isResolved(resolution), lines: resolveLines(resolution) };
}

describe('gangway resolve', () => {
  it('finds a whole name, in any case and with a dot at its end', async () => {
    const { ok, same, why, asked, lines } = await resolve(`${WEB.toUpperCase()}.`, {
      answer: found(WEB, { addresses: ['172.17.0.2', '172.17.0.3'] }),
      computer: says('172.17.0.3'),
    });
    expect({ ok, same, why, asked }).toEqual({
      ...{ ok: true, same: true, why: null },
      asked: [`${WEB}.`],
    });
    expect(lines).toEqual([
      `${WEB} is 172.17.0.2, 172.17.0.3 (a).`,
      'This computer says the same.',
    ]);
  });

  it('tells the whole name of a short one', async () => {
    const { ok, asked, lines } = await resolve('web.a', { answer: found(WEB) });
    expect({ ok, asked }).toEqual({ ok: true, asked: ['web.a'] });
    expect(lines[0]).toBe(`${WEB} is 172.17.0.2 (a).`);
  });

  it('tells the names of an address', async () => {
    const { ok, same, asked, lines } = await resolve('172.17.0.2', {
      answer: found('172.17.0.2', { names: [WEB] }),
      computer: { addresses: [], names: ['web.a'], silent: false },
    });
    expect({ ok, same, asked }).toEqual({ ok: true, same: true, asked: ['172.17.0.2'] });
    expect(lines[0]).toBe(`172.17.0.2 is ${WEB} (a).`);
  });

  it('names the nameserver that told it', async () => {
    const { lines } = await resolve('db.consul', {
      answer: found('db.consul', { nameserver: '10.0.0.10' }),
      names: { resolver: 'hosts-file' },
    });
    expect(lines).toEqual([
      'db.consul is 172.17.0.2 (a, by 10.0.0.10).',
      'This computer says nothing.',
      'It takes names from /etc/hosts here, which cannot hand a domain on to a nameserver.',
    ]);
  });

  it.each<[string, Scene, RegExp]>([
    ['could not be told', { names: { resolver: null } }, /^It could not be told/],
    ['has no view yet', { names: null }, /^It could not be told/],
    ['has no such exact name', { names: { resolver: 'hosts-file', names: {} } }, /none of them/],
    ['does not read its hosts file', { names: { resolver: 'hosts-file' } }, /nsswitch\.conf/],
    ['goes past systemd-resolved', {}, /`resolvectl query web\.a\.gangway\.internal`/],
    ['goes past macOS', { names: { resolver: 'resolver-files' } }, /`scutil --dns`/],
    ['hears something else', { computer: says('10.9.9.9') }, /answers first/],
    ['hears something else, too', { computer: says('172.17.0.2', '10.9.9.9') }, /answers first/],
  ])('says why this computer does not know it: it %s', async (_name, scene, words) => {
    const { ok, same, why } = await resolve(WEB, { ...scene, answer: found(WEB) });
    expect({ ok, same }).toEqual({ ok: true, same: false });
    expect(why).toMatch(words);
  });

  it('finds nothing of a name that is ours', async () => {
    const { ok, lines } = await resolve('x.a', {
      answer: { kind: 'nothing', name: 'x.a.gangway.internal', profile: 'a' },
    });
    expect(ok).toBe(false);
    expect(lines).toEqual([
      'a has nothing that runs by the name x.a.gangway.internal.',
      'This computer says nothing.',
      '`gangway ps a` shows the names there are.',
    ]);
  });

  it('says that something else knows a name that is ours', async () => {
    const { ok, same, why } = await resolve(WEB, {
      answer: { kind: 'nothing', name: WEB, profile: 'a' },
      computer: says('10.9.9.9'),
    });
    expect({ ok, same }).toEqual({ ok: false, same: false });
    expect(why).toMatch(/answers first/);
  });

  it('says which nameserver is silent, and that the computer’s own is', async () => {
    const { ok, lines } = await resolve('db.consul', {
      answer: { kind: 'silent', name: 'db.consul', nameserver: '10.0.0.10' },
      computer: { ...says(), silent: true },
    });
    expect(ok).toBe(false);
    expect(lines.slice(0, 2)).toEqual([
      '10.0.0.10, which is asked for db.consul, does not answer.',
      'This computer says nothing: its resolver does not answer.',
    ]);
  });

  it('leaves to the computer what is not ours', async () => {
    const { ok, same, lines } = await resolve('example.org', {
      // What is searched would be ours, but nobody meant it.
      answer: { kind: 'nothing', name: 'example.org.gangway.internal', profile: 'a' },
      computer: says('192.0.2.7'),
    });
    expect({ ok, same }).toEqual({ ok: true, same: true });
    expect(lines).toEqual([
      'No bridge that is up answers for example.org.',
      'This computer says 192.0.2.7.',
    ]);
  });

  it('says that a gateway’s own name is asked outside', async () => {
    const { why } = await resolve('a.example.org', { computer: says('203.0.113.21') });
    expect(why).toBe('A gateway’s own name is never asked for through a bridge.');
  });
});

describe('gangway resolve with nothing up', () => {
  const profile = {
    ...PROFILE,
    names: {
      ...{ suffix: 'example.org', environment: 'stage', domain: 'corp' },
      nameservers: [{ domain: 'consul', address: '10.0.0.10' }],
    },
  };
  const down = 'a is not connected: `gangway up a` brings its names.';
  it.each<[string, string | null]>([
    ['web.a.example.org', down],
    ['web.a', down],
    ['a.example.org', down],
    ['web.nginx.stage.corp', down],
    ['db.consul', down],
    ['web.b.example.org', null],
    ['consul.example.com', null],
  ])('knows whether %s would be one of a profile', async (name, why) => {
    const alone = await resolveAlone([profile], name, () => Promise.resolve(says()));
    expect(isResolved(alone)).toBe(false);
    expect(alone.why).toBe(why);
  });
});
