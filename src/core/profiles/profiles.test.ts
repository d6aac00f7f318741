import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GangwayError, type ErrorInfo } from '../../shared/errors';
import type { ProfileDraft } from '../../shared/profile';
import { ProfileStore } from './index';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-profiles-'));
  file = path.join(directory, 'profiles.json');
});
afterEach(() => rmSync(directory, { recursive: true }));

const draft = (name: string, host = 'example.org'): ProfileDraft => ({
  name,
  gateways: [{ host }],
  cidrs: [],
  networks: {},
});

function failureOf(act: () => unknown): ErrorInfo {
  try {
    act();
  } catch (error) {
    if (error instanceof GangwayError) return error.info;
    throw error;
  }
  throw new Error('it did not fail');
}

const names = (store: ProfileStore) => store.list().map(({ name }) => name);

describe('ProfileStore', () => {
  it('keeps what was added, for the next process too', () => {
    const store = new ProfileStore(file);
    const added = store.add({
      ...draft('a'),
      cidrs: ['10.20.0.0/16'],
      networks: { 'web/front': true, bridge: false },
    });
    store.add(draft('b'));
    expect(new ProfileStore(file).list()).toEqual(store.list());
    expect(new ProfileStore(file).byName('a')).toEqual(added);
    expect(new ProfileStore(file).byName('c')).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('imports all or nothing', () => {
    const store = new ProfileStore(file);
    store.add(draft('a'));
    const told: number[] = [];
    store.onChange(() => told.push(store.list().length));
    const twice = [draft('b'), draft('a')];
    expect(failureOf(() => store.import(twice, { rename: false }))).toMatchObject({
      code: 'config.duplicate-name',
      detail: { name: 'a' },
    });
    expect(
      failureOf(() => store.import([draft('b'), draft('b')], { rename: false })),
    ).toMatchObject({ detail: { name: 'b' } });
    const wrong = [draft('b'), draft('c', '-c')];
    expect(failureOf(() => store.import(wrong, { rename: true })).code).toBe('config.invalid');
    expect([names(store), names(new ProfileStore(file)), told]).toEqual([['a'], ['a'], []]);
    const added = store.import([...twice, draft('a')], { rename: true });
    expect(added.map(({ name }) => name)).toEqual(['b', 'a-2', 'a-3']);
    expect(names(new ProfileStore(file))).toEqual(['a', 'b', 'a-2', 'a-3']);
    expect(told).toEqual([4]);
    store.close();
  });

  it('moves up and down as far as the list goes, and keeps the order', () => {
    const store = new ProfileStore(file);
    const a = store.add(draft('a')).id;
    const b = store.add(draft('b')).id;
    const c = store.add(draft('c')).id;
    store.move(c, -1);
    store.move(a, 2);
    expect(names(new ProfileStore(file))).toEqual(['c', 'b', 'a']);
    store.move(c, -1);
    store.move(a, 9);
    store.move(b, -9);
    expect(names(new ProfileStore(file))).toEqual(['b', 'c', 'a']);
    expect(failureOf(() => store.move('nobody', -1)).code).toBe('config.unknown-profile');
  });

  it('updates and removes by id', () => {
    const store = new ProfileStore(file);
    const a = store.add(draft('a'));
    const b = store.add(draft('b'));
    store.update(a.id, draft('renamed', 'other.example.org'));
    store.remove(b.id);
    expect(new ProfileStore(file).list()).toEqual([
      { ...draft('renamed', 'other.example.org'), id: a.id },
    ]);
  });

  it('remembers choices of networks, one by one', () => {
    const store = new ProfileStore(file);
    const { id } = store.add(draft('a'));
    store.add(draft('b'));
    store.chooseNetwork(id, 'shop_front', true);
    new ProfileStore(file).chooseNetwork(id, 'bridge', false);
    store.chooseNetwork(id, 'constructor', true);
    store.chooseNetwork(id, 'shop_front', false);
    const [a, b] = new ProfileStore(file).list();
    expect(a?.networks).toEqual({ shop_front: false, bridge: false, constructor: true });
    expect(b?.networks).toEqual({});
    expect(failureOf(() => store.chooseNetwork(id, 'x'.repeat(257), true)).code).toBe(
      'config.invalid',
    );
    expect(failureOf(() => store.chooseNetwork('x', 'bridge', true)).code).toBe(
      'config.unknown-profile',
    );
  });

  it('writes nothing by being read', () => {
    expect(new ProfileStore(file).list()).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('changes what another process has written meanwhile', () => {
    const one = new ProfileStore(file);
    const other = new ProfileStore(file);
    one.add(draft('a'));
    other.add(draft('b'));
    expect(names(new ProfileStore(file))).toEqual(['a', 'b']);
  });

  it.each<[string, ErrorInfo['code'], (store: ProfileStore) => unknown, ErrorInfo['detail']]>([
    ['a name twice', 'config.duplicate-name', (s) => s.add(draft('a')), { name: 'a' }],
    [
      'a bad name',
      'config.invalid',
      (s) => s.add(draft('A b')),
      { field: 'name', message: 'use 1-32 lower-case letters, digits and inner hyphens' },
    ],
    [
      'a bad prefix',
      'config.invalid',
      (s) => s.add({ ...draft('c'), cidrs: ['172.18.0.1/16'] }),
      { field: 'cidrs.0', message: 'not an IPv4 prefix such as 172.17.0.0/16' },
    ],
    ['an unknown id', 'config.unknown-profile', (s) => s.remove('x'), { id: 'x' }],
  ])('refuses %s', (_name, code, act, detail) => {
    const store = new ProfileStore(file);
    store.add(draft('a'));
    expect(failureOf(() => act(store))).toMatchObject({ code, detail });
    expect(names(new ProfileStore(file))).toEqual(['a']);
  });

  it('may keep its name in an update, but not take another’s', () => {
    const store = new ProfileStore(file);
    const a = store.add(draft('a'));
    store.add(draft('b'));
    store.update(a.id, draft('a', 'other.example.org'));
    expect(failureOf(() => store.update(a.id, draft('b'))).code).toBe('config.duplicate-name');
  });
});

describe('a profile file that is not whole', () => {
  const whole = () => {
    new ProfileStore(file).add(draft('a'));
    return readFileSync(file, 'utf8');
  };

  it.each([
    ['truncated', (text: string) => text.slice(0, -20)],
    ['empty', () => ''],
    ['not ours', () => '{}'],
    ['invalid in one field', (text: string) => text.replace('"example.org"', '"-oProxyCommand"')],
    [
      'with the same name twice',
      (text: string) => text.replace(/(\{\n {6}"id".*\})\n {2}\]/s, '$1, $1 ]'),
    ],
  ])('is kept aside and told: %s', (_name, damage) => {
    const damaged = damage(whole());
    writeFileSync(file, damaged);
    const store = new ProfileStore(file);
    expect(store.list()).toEqual([]);
    const [notice] = store.notices();
    expect(notice).toMatchObject({ code: 'config.file-broken', detail: { path: file } });
    const kept = String(notice?.detail['kept']);
    expect(kept).toContain('profiles.json.broken-');
    expect(readFileSync(kept, 'utf8')).toBe(damaged);

    store.add(draft('new'));
    expect(names(new ProfileStore(file))).toEqual(['new']);
    expect(readFileSync(kept, 'utf8')).toBe(damaged);
    store.dismissNotices();
    expect(store.notices()).toEqual([]);
  });

  it('of a newer version is left alone', () => {
    const newer = '{"version": 3, "profiles": {}}';
    writeFileSync(file, newer);
    const store = new ProfileStore(file);
    expect(store.notices()).toMatchObject([{ code: 'config.file-broken', detail: { path: file } }]);
    expect(store.notices()[0]?.detail).not.toHaveProperty('kept');
    expect(failureOf(() => store.add(draft('a'))).code).toBe('config.file-broken');
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readdirSync(directory)).toEqual(['profiles.json']);
  });
});

describe('a profile file of version 1', () => {
  const id = 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11';
  const gateways = [{ host: 'example.org', port: 2222 }];
  const networks = ['172.18.0.0/16', '10.0.0.0/8'];
  const old = JSON.stringify({
    version: 1,
    profiles: [
      { id, name: 'a', gateways, networks, link: 'relay' },
      { id: 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b12', name: 'b', gateways, networks: [] },
    ],
  });

  it('is read with its networks as additional CIDRs and no choices', () => {
    writeFileSync(file, old);
    const store = new ProfileStore(file);
    expect(store.notices()).toEqual([]);
    expect(store.list()).toMatchObject([
      { id, name: 'a', gateways, cidrs: networks, networks: {}, link: 'relay' },
      { name: 'b', cidrs: [], networks: {} },
    ]);
  });

  it('stays as it is until something is changed', () => {
    writeFileSync(file, old);
    const store = new ProfileStore(file);
    expect(readFileSync(file, 'utf8')).toBe(old);
    store.add(draft('c'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 2 });
    expect(names(new ProfileStore(file))).toEqual(['a', 'b', 'c']);
    expect(readdirSync(directory)).toEqual(['profiles.json']);
  });

  it('is kept aside where it is not whole', () => {
    writeFileSync(file, old.replace('172.18.0.0/16', '172.18.0.1/16'));
    expect(new ProfileStore(file).notices()).toMatchObject([
      { detail: { reason: 'profiles.0.cidrs.0: not an IPv4 prefix such as 172.17.0.0/16' } },
    ]);
  });
});

describe('ProfileStore.onChange', () => {
  const nextChange = (store: ProfileStore) =>
    new Promise<void>((resolve) => {
      store.onChange(resolve);
    });

  it('tells what this process changes', () => {
    const store = new ProfileStore(file);
    let changes = 0;
    const stop = store.onChange(() => changes++);
    store.add(draft('a'));
    expect(changes).toBe(1);
    stop();
    store.add(draft('b'));
    expect(changes).toBe(1);
    store.close();
  });

  it('tells what another process changes', async () => {
    const store = new ProfileStore(file);
    const changed = nextChange(store);
    new ProfileStore(file).add(draft('a'));
    await changed;
    expect(names(store)).toEqual(['a']);
    store.close();
  });

  it('leaves a file alone that somebody is just saving', async () => {
    const store = new ProfileStore(file);
    store.add(draft('a'));
    const text = readFileSync(file, 'utf8');
    const changed = nextChange(store);
    writeFileSync(file, text.slice(0, 10));
    writeFileSync(file, text.replace('"a"', '"edited"'));
    await changed;
    expect(names(store)).toEqual(['edited']);
    expect(readdirSync(directory)).toEqual(['profiles.json']);
    store.close();
  });
});
