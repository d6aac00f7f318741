/** Whole command lines on a home of their own, with nobody serving. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathsFor, preparePaths, type Paths } from '../core/profiles/home';
import type { Profile } from '../shared/profile';
import type { Resolution } from './commands/resolve';
import { run } from './program';

let paths: Paths;
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-cli-'));
  paths = pathsFor({
    env: { GANGWAY_HOME: directory },
    platform: 'linux',
    homeDirectory: directory,
    temporaryDirectory: tmpdir(),
    uid: process.getuid?.() ?? 0,
  });
  preparePaths(paths, process.getuid?.() ?? 0);
});
afterEach(() => rmSync(directory, { recursive: true }));

async function gangway(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    print: (line: string) => out.push(line),
    note: (line: string) => err.push(line),
    paint: (_style: unknown, words: string) => words,
    interactive: false,
  };
  const built = {
    cliFile: '/nonexistent/cli.js',
    helperFile: '/nonexistent/helper.js',
    workerFile: new URL('file:///nonexistent/bridge-worker.js'),
    version: '1.2.3',
  };
  const code = await run(argv, { io, paths, built });
  return { code, out, err };
}

const add = (name: string, ...more: string[]) =>
  gangway('profile', 'add', name, '--host', 'a.example.org', ...more);

describe('gangway profile', () => {
  it('adds, lists, shows and removes', async () => {
    const login = ['--port', '2200', '--user', 'deploy', '--identity', '~/.ssh/id'];
    const options = [...login, '--link', 'relay'];
    const cidrs = ['--cidr', '10.20.0.0/16', '--cidr', '10.30.0.0/16'];
    const added = await add('a', ...options, ...cidrs, '--json');
    expect(added).toMatchObject({ code: 0, err: [] });
    const profile = JSON.parse(added.out.join('')) as object;
    expect(profile).toMatchObject({
      name: 'a',
      gateways: [{ host: 'a.example.org', port: 2200, user: 'deploy', identityFile: '~/.ssh/id' }],
      cidrs: ['10.20.0.0/16', '10.30.0.0/16'],
      networks: {},
      link: 'relay',
    });
    expect((await gangway('profile', 'list')).out[1]).toBe(
      'a      deploy@a.example.org:2200   10.20.0.0/16, 10.30.0.0/16',
    );
    const shown = await gangway('profile', 'show', 'a', '--json');
    expect(JSON.parse(shown.out.join(''))).toEqual(profile);
    expect((await gangway('profile', 'remove', 'a')).code).toBe(0);
    expect((await gangway('profile', 'list', '--json')).out).toEqual(['[]']);
  });
});

describe('gangway profile, names and Docker', () => {
  const NAMES = ['--suffix', 'example.org', '--environment', 'stage', '--domain', 'corp'];
  const SEARCH = ['--search', 'corp.internal', '--search', 'consul'];
  const SERVERS = ['--nameserver', 'consul=10.0.0.10', '--nameserver', 'consul=[fd00::1]:8600'];
  const TLS = ['ca', 'cert', 'key'].flatMap((file) => [`--docker-tls-${file}`, `/${file}.pem`]);
  const DOCKER = ['--docker', 'tcp://172.17.0.1:2376', ...TLS, '--no-docker-context'];
  const stored = async (): Promise<Profile> =>
    JSON.parse((await gangway('profile', 'show', 'a', '--json')).out.join('')) as Profile;
  const addAll = () => add('a', '--user', 'deploy', ...NAMES, ...SEARCH, ...SERVERS, ...DOCKER);
  const set = async (...argv: string[]) => {
    const { code, err } = await gangway('profile', 'set', 'a', ...argv);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    return stored();
  };
  const names = {
    suffix: 'example.org',
    environment: 'stage',
    domain: 'corp',
    search: ['corp.internal', 'consul'],
    nameservers: [
      { domain: 'consul', address: '10.0.0.10' },
      { domain: 'consul', address: 'fd00::1', port: 8600 },
    ],
  };
  const docker = {
    endpoint: 'tcp://172.17.0.1:2376',
    tls: { ca: '/ca.pem', cert: '/cert.pem', key: '/key.pem' },
    context: false,
  };

  it('are stored and shown', async () => {
    expect(await addAll()).toMatchObject({ code: 0, err: [] });
    expect(await stored()).toMatchObject({ names, docker });
    const shown = (await gangway('profile', 'show', 'a')).out.join('\n');
    expect(shown).toMatch(/Nameservers +consul -> 10\.0\.0\.10, consul -> \[fd00::1\]:8600/);
    expect(shown).toMatch(/Docker TLS files +\/ca\.pem, \/cert\.pem, \/key\.pem/);
    expect(shown).toMatch(/Docker context +none/);
  });

  it('are not there unless given', async () => {
    await add('a');
    expect(Object.keys(await stored())).toEqual(['id', 'name', 'gateways', 'cidrs', 'networks']);
    expect((await gangway('profile', 'show', 'a')).out.join('\n')).not.toMatch(/Suffix|Docker/);
  });

  it('mark it, and say what happens by itself', async () => {
    const marks = ['--colour', 'teal', '--emoji', '🌊', '--open-on-connect', 'http://web.a/'];
    await add('a', ...marks, '--connect-on-start');
    const all = { colour: 'teal', emoji: '🌊', openOnConnect: 'http://web.a/' };
    expect(await stored()).toMatchObject({ ...all, connectOnStart: true });
    const shown = (await gangway('profile', 'show', 'a')).out.join('\n');
    expect(shown).toMatch(
      /Colour +teal\nEmoji +🌊\nConnects at start +yes\nOpens on connect +http/,
    );
    expect(Object.keys(await set('--no-connect-on-start'))).not.toContain('connectOnStart');
    const bare = await set('--colour', 'none', '--emoji', '', '--open-on-connect', '');
    expect(Object.keys(bare)).toEqual(['id', 'name', 'gateways', 'cidrs', 'networks']);
  });

  it('are changed one by one', async () => {
    await addAll();
    const before = await stored();
    expect(await set('--suffix', 'Example.com')).toEqual({
      ...before,
      names: { ...names, suffix: 'example.com' },
    });
    expect(await set('--host', 'b.example.org', '--docker-context')).toEqual({
      ...before,
      gateways: [{ host: 'b.example.org', user: 'deploy' }],
      names: { ...names, suffix: 'example.com' },
      docker: { ...docker, context: true },
    });
  });

  it('are taken away by an empty text', async () => {
    await addAll();
    const empty = ['--suffix', '--environment', '--domain', '--search', '--nameserver', '--user'];
    const { names: left, docker: kept, gateways } = await set(...empty.flatMap((o) => [o, '']));
    expect({ left, kept, gateways }).toEqual({
      left: undefined,
      kept: docker,
      gateways: [{ host: 'a.example.org' }],
    });
  });

  it.each([
    [['--suffix', 'not a domain'], 'Suffix: not a domain such as corp.internal.'],
    [['--nameserver', 'consul=ns1'], 'Nameservers: not an address.'],
    [['--nameserver', '_=10.0.0.10'], 'Nameservers: not a domain such as corp.internal.'],
    [['--docker', 'http://h'], 'Docker endpoint: not unix:///path or tcp://host:port.'],
  ])('are refused with what is wrong: %j', async (argv, words) => {
    await add('a');
    const { code, err } = await gangway('profile', 'set', 'a', ...argv);
    expect({ code, err }).toEqual({
      code: 1,
      err: [`gangway: ${words} Correct it and save again.`],
    });
  });
});

describe('gangway network', () => {
  const chosen = async (name: string) =>
    (JSON.parse((await gangway('profile', 'show', name, '--json')).out.join('')) as Profile)
      .networks;

  it('keeps a choice for the next connect', async () => {
    await add('a');
    expect(await gangway('network', 'enable', 'shop_front')).toEqual({
      code: 0,
      out: ['a is not connected: shop_front will be on when it is.'],
      err: [],
    });
    await add('b');
    const disabled = await gangway('network', 'disable', 'bridge', '--profile', 'b', '--json');
    expect(JSON.parse(disabled.out.join(''))).toEqual({
      profile: 'b',
      name: 'bridge',
      enabled: false,
      network: null,
    });
    expect([await chosen('a'), await chosen('b')]).toEqual([
      { shop_front: true },
      { bridge: false },
    ]);
    expect((await gangway('profile', 'show', 'a')).out.join('\n')).toMatch(
      /Enabled networks +shop_front/,
    );
  });

  it('does not guess among profiles', async () => {
    await add('a');
    await add('b');
    const { code, err } = await gangway('network', 'enable', 'front');
    expect({ code, err }).toEqual({
      code: 1,
      err: ['gangway: It is not clear which profile is meant: a, b. Name one of them.'],
    });
    expect(await chosen('a')).toEqual({});
  });
});

describe('what fails', () => {
  it.each([
    ['a name twice', ['profile', 'add', 'a', '--host', 'h']],
    ['a bad name', ['profile', 'add', 'Not a name', '--host', 'h']],
    ['a bad prefix', ['profile', 'add', 'b', '--host', 'h', '--cidr', '10.0.0.1/8']],
    ['an unknown profile, show', ['profile', 'show', 'zz']],
    ['an unknown profile, remove', ['profile', 'remove', 'zz']],
    ['an unknown profile, set', ['profile', 'set', 'zz', '--user', 'b']],
    ['an unknown profile, up', ['up', 'zz', '--detach']],
    ['an unknown profile, down', ['down', 'zz']],
    ['an unknown profile, ps', ['ps', 'zz']],
    ['containers of what is not up', ['ps', 'a']],
    ['echoes of what is not up', ['ping', 'a']],
    ['networks of what is not up', ['networks', 'a']],
    ['an unknown profile, networks', ['networks', 'zz']],
    ['an unknown profile, network', ['network', 'enable', 'front', '--profile', 'zz']],
    ['a name that no network has', ['network', 'enable', 'x'.repeat(300), '--profile', 'a']],
    ['an unknown profile, check', ['check', 'web', '--profile', 'zz']],
    ['a container of what is not up', ['check', 'web', '--profile', 'a']],
    ['a container with nothing up', ['check', 'web']],
  ])('says so in one line and exits with 1: %s', async (_name, argv) => {
    await add('a');
    const { code, out, err } = await gangway(...argv);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^gangway: .+\. .+\.$/);
  });

  it('does so once for a broken file, which is kept', async () => {
    writeFileSync(paths.profilesFile, '{"version": 1, "profi');
    const { code, err } = await gangway('status');
    expect(code).toBe(1);
    expect(err).toHaveLength(1);
    expect(err[0]).toContain('profiles.json.broken-');
    expect(await gangway('status')).toMatchObject({ code: 0 });
  });
});

describe('what is not understood', () => {
  it.each([
    [['--nope']],
    [['status', '--nope']],
    [['frobnicate']],
    [['profile', 'frobnicate']],
    [['up']],
    [['up', 'a', 'b']],
    [['profile', 'add', 'a']],
    [['profile', 'add', 'a', '--host', 'h', '--link', 'fast']],
    [['profile', 'add', 'a', '--host', 'h', '--port', '0x16']],
    [['profile', 'add', 'a', '--host', 'h', '--port', '65536']],
    [['profile', 'set', 'a', '--colour', 'mauve']],
    [['profile', 'set', 'a']],
    [['profile', 'set', 'a', '--json']],
    [['profile', 'set', 'a', '--nameserver', 'consul']],
    [['profile', 'set', 'a', '--nameserver', 'consul=10.0.0.10:dns']],
    [['resolve']],
    [['resolve', '']],
    [['resolve', 'a b']],
    [['resolve', '.']],
    [['resolve', 'x'.repeat(254)]],
    [['ping', 'a', '-c', '0']],
    [['check']],
    [['network']],
    [['network', 'enable']],
    [['network', 'toggle', 'front']],
    [['networks', 'a', 'b']],
    [[]],
    [['profile']],
  ])('exits with 2: %j', async (argv) => {
    const { code, out, err } = await gangway(...argv);
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(err.length).toBeGreaterThan(0);
  });
});

describe('gangway resolve', () => {
  it('says what this computer says where nothing is up', async () => {
    const { code, out, err } = await gangway('resolve', 'localhost', '--json');
    expect({ code, err }).toEqual({ code: 0, err: [] });
    const { gangway: answer, computer } = JSON.parse(out.join('')) as Resolution;
    expect(answer).toEqual({ kind: 'elsewhere', name: 'localhost' });
    expect(computer.addresses.some((each) => /^(127\.|::1$)/.test(each))).toBe(true);
  });

  it('exits with 1 where nobody knows it', async () => {
    await add('a');
    // A label of 64 is one that no resolver is asked for (RFC 1035, 2.3.4).
    const { code, out } = await gangway('resolve', `${'x'.repeat(64)}.a.gangway.internal`);
    expect(code).toBe(1);
    expect(out.at(-1)).toBe('a is not connected: `gangway up a` brings its names.');
  });
});

describe('what works with nobody there', () => {
  it.each([
    [['--help'], 'Usage: gangway'],
    [['--version'], '1.2.3'],
    [['status'], 'a      idle'],
    [['down', 'a'], 'a was not up.'],
    [['down'], 'Nothing was up.'],
    [['down', '--json'], '{"down":[]}'],
    [['ps', '--json'], '[]'],
    [['networks', '--json'], '[]'],
    [['networks'], 'NAME   DRIVER'],
  ])('exits with 0: %j', async (argv, words) => {
    await add('a');
    const { code, out, err } = await gangway(...argv);
    expect({ code, err }).toEqual({ code: 0, err: [] });
    expect(out.join('\n')).toContain(words);
  });

  it('shows no hidden command', async () => {
    expect((await gangway('--help')).out.join('\n')).not.toContain('serve');
  });
});
