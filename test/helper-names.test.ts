/** What the real helper tells a laptop's resolver, and that nothing of it stays: with /etc/hosts, and with systemd-resolved. */
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HostNetwork, ResolverConfig } from '../src/shared/helper-protocol';
import { buildHelper, startApp, type App, type Built } from './support/helper-driver';
import {
  openNamesLaptop,
  openResolvedLaptop,
  type NamesLaptop,
  type Nameserver,
  type ResolvedLaptop,
} from './support/helper-names';

const BRIDGE = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01';
const OTHER = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a02';
const NETWORK = {
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1400,
  routes: ['172.17.0.0/16'],
  gateway: '203.0.113.21',
};
const OTHER_NETWORK = {
  ...NETWORK,
  ...{ local: '198.18.0.2', peer: '198.18.0.3', routes: ['10.5.0.0/16'] },
};
const NAMES: ResolverConfig = {
  port: 5353,
  domains: ['staging.gangway.internal', 'staging', '17.172.in-addr.arpa'],
  search: ['gangway.internal'],
  hosts: [
    { address: '172.17.0.2', names: ['web.staging.gangway.internal', 'web.staging'] },
    { address: '172.17.0.3', names: ['cache.staging.gangway.internal'] },
  ],
};
const OTHER_NAMES: ResolverConfig = {
  port: 5353,
  domains: ['b.gangway.internal'],
  search: ['gangway.internal'],
  hosts: [{ address: '10.5.0.2', names: ['db.b.gangway.internal'] }],
};
const BY_HOSTS = { resolver: 'hosts-file', commands: [['write', '/etc/hosts']] };

let built: Built;
let laptop: NamesLaptop;
let before: string;
let apps: App[];

beforeAll(async () => {
  built = await buildHelper();
});

/** An app with a device and its routes. */
async function connected(bridge = BRIDGE, network = NETWORK): Promise<App> {
  const files = [resolve(built.app), '/run/user', resolve(built.helper)];
  const app = startApp([...laptop.inside, process.execPath, ...files]);
  apps.push(app);
  await app.call('start');
  await app.call('openTun', bridge);
  await app.call('apply', bridge, network);
  return app;
}

/** Process ids of the helpers that have something to undo. */
async function helpers(): Promise<number[]> {
  const names = await laptop.run('ls', '/run/gangway');
  return [...names.matchAll(/^helper-(\d+)-\d+\.json$/gm)].map((match) => Number(match[1]));
}

/** Of its root shell, which sweeps when it ends. */
async function shellOf(helper: number): Promise<number> {
  return Number(await laptop.run('ps', '-o', 'ppid=', '-p', String(helper)));
}

async function takeDown(): Promise<void> {
  await Promise.all(apps.map((app) => app.kill()));
  await restored().finally(() => laptop.close());
}

const restored = () => expect.poll(() => laptop.snapshot(), { timeout: 20_000 }).toBe(before);
const hosts = () => laptop.run('cat', '/etc/hosts');
/** What a program on the laptop is told. */
const ask = (name: string) =>
  laptop.run('getent', 'hosts', name).then(
    (answer) => answer.trim().replace(/ +/g, ' '),
    () => '',
  );

describe('with /etc/hosts', () => {
  const open = async (start = ''): Promise<void> => {
    laptop = await openNamesLaptop(start);
    before = await laptop.snapshot();
  };
  beforeEach(() => {
    apps = [];
  });
  afterEach(takeDown);

  it('keeps exact names current, and takes them away', async () => {
    await open();
    const app = await connected();
    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_HOSTS);
    expect(await ask('web.staging')).toBe('172.17.0.2 web.staging.gangway.internal web.staging');
    expect(await ask('172.17.0.3')).toBe('172.17.0.3 cache.staging.gangway.internal');
    expect(await app.call('names', BRIDGE, NAMES)).toEqual({ ...BY_HOSTS, commands: [] });

    const moved = [{ address: '172.17.0.9', names: ['web.staging'] }];
    expect(await app.call('names', BRIDGE, { ...NAMES, hosts: moved })).toEqual(BY_HOSTS);
    expect(await ask('web.staging')).toBe('172.17.0.9 web.staging');
    await laptop.run('sed', '-i', '/gangway0/d', '/etc/hosts');
    expect(
      await app.call('names', BRIDGE, { ...NAMES, domains: [], search: [], hosts: [] }),
    ).toEqual({ ...BY_HOSTS, commands: [] });
    await laptop.run('sed', '-i', '/staging/d', '/etc/hosts');
    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_HOSTS);
    expect(await app.call('clean', BRIDGE)).toContainEqual(['write', '/etc/hosts']);
    await app.call('stop');
    expect(await laptop.snapshot()).toBe(before);
  });

  it.each([
    ['no newline at its end', `printf '127.0.0.1 localhost' > /etc/hosts`],
    ['Windows line ends', `printf '127.0.0.1 localhost\\r\\n::1 x\\r\\n' > /etc/hosts`],
    ['nothing in it', ': > /etc/hosts'],
    ['a mode and an owner', 'chmod 0664 /etc/hosts; chown 1:2 /etc/hosts'],
    ['a mount', 'cp /etc/hosts /run/hosts; mount --bind /run/hosts /etc/hosts'],
    ['a link', 'mv /etc/hosts /run/hosts; ln -s ../run/hosts /etc/hosts'],
    ['no file at all', 'rm /etc/hosts'],
  ])('leaves every byte of a file with %s', async (_name, start) => {
    await open(start);
    const app = await connected();
    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_HOSTS);
    expect(await ask('web.staging')).toContain('172.17.0.2');
    await app.call('openTun', OTHER);
    await app.call('apply', OTHER, OTHER_NETWORK);
    expect(await app.call('names', OTHER, OTHER_NAMES)).toEqual(BY_HOSTS);
    await app.call('clean', BRIDGE);
    expect(await ask('web.staging')).toBe('');
    expect(await ask('db.b.gangway.internal')).toContain('10.5.0.2');
    await app.call('stop');
    expect(await laptop.snapshot()).toBe(before);
  });

  it('leaves the old file where there is no room for another, and undoes all the same', async () => {
    await open(`
      cp -a /etc/hosts /etc/nsswitch.conf /etc/resolv.conf /etc/passwd /run
      mount -t tmpfs -o size=64k none /etc
      mv /run/hosts /run/nsswitch.conf /run/resolv.conf /run/passwd /etc
    `);
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    const written = await hosts();
    const full = ['sh', '-c', 'cat /dev/zero > /etc/full 2>/dev/null || :'] as const;
    await laptop.run(...full);
    const many = Array.from({ length: 250 }, (_, index) => ({
      address: `172.17.1.${index}`,
      names: [`a-name-to-fill-a-page-with-${index}.staging.gangway.internal`],
    }));
    await expect(app.call('names', BRIDGE, { ...NAMES, hosts: many })).rejects.toMatchObject({
      code: 'names.apply-failed',
      detail: { message: 'ENOSPC: no space left on device, write' },
    });
    expect(await hosts()).toBe(written);
    await app.call('clean', BRIDGE);
    expect(await hosts()).toBe('127.0.0.1\tlocalhost\n');
    await laptop.run('rm', '/etc/full');
  });

  it('keeps what others write, and the block of another helper', async () => {
    await open();
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    // Its helper sweeps when it starts.
    const other = await connected(OTHER, OTHER_NETWORK);
    expect(await ask('web.staging')).toContain('172.17.0.2');
    await other.call('names', OTHER, OTHER_NAMES);
    await laptop.run('sh', '-c', 'echo "10.0.0.1 theirs" >> /etc/hosts');
    await app.call('names', BRIDGE, { ...NAMES, hosts: NAMES.hosts.slice(1) });
    await app.kill();
    await expect.poll(hosts, { timeout: 20_000 }).not.toContain('gangway0');
    expect(await hosts()).toBe(
      '127.0.0.1\tlocalhost\n' +
        '# gangway1: begin. Gangway keeps these lines while it is connected.\n' +
        '10.5.0.2 db.b.gangway.internal\n' +
        '# gangway1: end\n10.0.0.1 theirs\n',
    );
    await laptop.run('sed', '-i', '/theirs/d', '/etc/hosts');
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('undoes all when the helper gets %s', async (signal) => {
    await open();
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    const [helper = NaN] = await helpers();
    process.kill(helper, signal);
    expect(await app.gone).toMatchObject({ code: 'helper.gone' });
    expect(await laptop.snapshot()).toBe(before);
  });

  it('sweeps by the mark alone what stayed when everything was killed', async () => {
    await open();
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    const [helper = NaN] = await helpers();
    for (const pid of [await shellOf(helper), helper]) process.kill(pid, 'SIGKILL');
    await app.kill();
    // A reboot.
    await laptop.run('rm', '-r', '/run/gangway');
    await laptop.run('sh', '-c', 'rm -r /run/user/*');
    await expect.poll(() => laptop.run('ip', 'link')).not.toContain('gangway0');
    expect(await hosts()).toContain('gangway0');
    await laptop.run('touch', '/etc/.hosts.gangway-4194305');
    await laptop.run(process.execPath, resolve(built.helper), '--sweep');
    expect(await laptop.snapshot()).toBe(before);
  });

  it('refuses what is not its own, and changes nothing', async () => {
    await open();
    const app = await connected();
    const refused: [string, Partial<ResolverConfig>][] = [
      ['public-domain', { domains: ['com'] }],
      ['reserved-domain', { domains: ['local'] }],
      ['reverse-zone', { domains: ['18.172.in-addr.arpa'] }],
      ['malformed', { port: 53 }],
      ['address-not-routed', { hosts: [{ address: '8.8.8.8', names: ['web.staging'] }] }],
    ];
    for (const [rule, change] of refused) {
      await expect(app.call('names', BRIDGE, { ...NAMES, ...change })).rejects.toMatchObject({
        code: 'helper.refused',
        detail: { rule },
      });
    }
    await expect(app.call('names', OTHER, OTHER_NAMES)).rejects.toMatchObject({
      detail: { rule: 'unknown-bridge' },
    });
    expect(await hosts()).toBe('127.0.0.1\tlocalhost\n');
  });
});

describe('with systemd-resolved', () => {
  let resolved: ResolvedLaptop;
  let ours: Nameserver;
  let upstream: Nameserver;
  const BY_RESOLVED = { resolver: 'systemd-resolved', commands: [] };

  beforeEach(async () => {
    apps = [];
    laptop = resolved = await openResolvedLaptop();
    upstream = await resolved.serve('10.53.0.1', 53, '203.0.113.9', 'example.com');
    ours = await resolved.serve('127.0.0.1', 5353, '172.17.0.2');
    before = await laptop.snapshot();
  });
  afterEach(takeDown);

  const answered = async () => {
    expect(await ask('web.staging.gangway.internal')).toContain('172.17.0.2');
    expect(ours.asked()).toContain('web.staging.gangway.internal A');
  };

  /** What resolved keeps for a restart, by interface: up0 has been told of a server, too. */
  const saved = async () =>
    (await laptop.run('ls', '/run/systemd/resolve/netif')).trim().split('\n');

  it('asks our server for our domains, and for nothing else', async () => {
    const app = await connected();
    const { nameservers } = (await app.call('inspect')) as HostNetwork;
    expect(nameservers).toEqual(['127.0.0.53', '10.53.0.1']);
    const told = (verb: string, ...words: string[]) => [
      ...['/usr/bin/resolvectl', verb, '--', 'gangway0'],
      ...words,
    ];
    const domains = ['gangway.internal', ...NAMES.domains.map((domain) => `~${domain}`)];
    expect(await app.call('names', BRIDGE, NAMES)).toEqual({
      resolver: 'systemd-resolved',
      commands: [
        ...['default-route', 'llmnr', 'mdns', 'dnssec', 'dnsovertls'].map((v) => told(v, 'no')),
        told('domain', ...domains),
        told('dns', '127.0.0.1:5353'),
      ],
    });
    await answered();
    // Completed by the C library: one label, and more.
    expect(await ask('redis')).toContain('172.17.0.2 redis.gangway.internal');
    expect(await ask('redis.staging')).toContain('172.17.0.2 redis.staging');
    expect(await ask('172.17.0.2')).toContain('web.found');
    const query = await laptop.run(
      'resolvectl',
      'query',
      '--legend=no',
      'x.staging.gangway.internal',
    );
    expect(query).toContain('172.17.0.2');
    expect(ours.asked().join()).toMatch(
      /^2\.0\.17\.172\.in-addr\.arpa PTR,.*redis\.gangway\.internal A/,
    );
    expect(upstream.asked().join()).not.toMatch(/\.internal |\.172\./);
    // Of IPv4 alone: what has no IPv6 the C library completes with every search domain.
    expect(await laptop.run('getent', 'ahostsv4', 'www.example.com')).toContain('203.0.113.9');
    expect(await ask('198.51.100.7')).toContain('web.found');
    expect(upstream.asked()).toEqual(
      expect.arrayContaining(['7.100.51.198.in-addr.arpa PTR', 'www.example.com A']),
    );
    expect(ours.asked()).toEqual([]);
    expect(await app.call('inspect')).toMatchObject({ nameservers });
    expect(await hosts()).not.toContain('gangway');

    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_RESOLVED);
    const consul = { ...NAMES, domains: ['consul', ...NAMES.domains] };
    expect(await app.call('names', BRIDGE, consul)).toEqual({
      ...BY_RESOLVED,
      commands: [told('domain', domains[0] ?? '', '~consul', ...domains.slice(1))],
    });
    expect(await app.call('clean', BRIDGE)).toEqual([
      ['/usr/bin/resolvectl', 'revert', '--', 'gangway0'],
      ['/usr/sbin/ip', 'link', 'delete', 'dev', 'gangway0'],
    ]);
    await app.call('stop');
    await restored();
    expect(await ask('web.staging.gangway.internal')).toBe('');
    expect(upstream.asked()).toContain('web.staging.gangway.internal A');
  });

  it.each([
    ['the app is killed', (app: App) => app.kill()],
    [
      'the helper is killed',
      async (app: App) => {
        for (const helper of await helpers()) process.kill(helper, 'SIGKILL');
        await app.gone;
      },
    ],
    [
      'its interface is deleted under it',
      async (app: App) => {
        await laptop.run('ip', 'link', 'delete', 'gangway0');
        await expect.poll(saved).toHaveLength(1);
        expect(await app.call('names', BRIDGE, NAMES)).toMatchObject({ resolver: 'hosts-file' });
        await app.call('stop');
      },
    ],
  ])('leaves nothing when %s', async (_name, end) => {
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    await answered();
    await end(app);
    await restored();
  });

  it('follows a resolved that ends and comes', async () => {
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    await resolved.killResolved();
    await resolved.startResolved();
    await answered();
    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_RESOLVED);

    await resolved.killResolved();
    expect(await app.call('names', BRIDGE, NAMES)).toEqual(BY_HOSTS);
    expect(await ask('cache.staging.gangway.internal')).toContain('172.17.0.3');
    await resolved.startResolved();
    expect(await app.call('names', BRIDGE, NAMES)).toEqual({
      resolver: 'systemd-resolved',
      commands: [['write', '/etc/hosts']],
    });
    await answered();

    await resolved.killResolved();
    await app.call('clean', BRIDGE);
    expect(await saved()).toHaveLength(1);
    await resolved.startResolved();
  });

  it('leaves a resolved alone that nobody asks', async () => {
    const app = await connected();
    await app.call('names', BRIDGE, NAMES);
    await laptop.run(
      'sh',
      '-c',
      'rm /etc/resolv.conf; echo nameserver 10.53.0.1 > /etc/resolv.conf',
    );
    expect(await app.call('names', BRIDGE, NAMES)).toEqual({
      resolver: 'hosts-file',
      commands: [
        ['/usr/bin/resolvectl', 'revert', '--', 'gangway0'],
        ['write', '/etc/hosts'],
      ],
    });
    expect(await ask('web.staging')).toContain('172.17.0.2');
    await laptop.run('ln', '-sfn', '../run/systemd/resolve/stub-resolv.conf', '/etc/resolv.conf');
    // It has read the file of somebody else, too.
    await resolved.killResolved();
    await resolved.startResolved();
  });

  it('takes back what was half told', async () => {
    const app = await connected();
    const real = resolve('.cache/lab/resolved/usr/bin/resolvectl');
    const script = `#!/bin/sh\n[ $1 != dns ] || { echo no such luck >&2; exit 1; }\nexec ${real} "$@"`;
    await laptop.run('sh', '-c', `printf %s '${script}' > /run/script; chmod +x /run/script`);
    await laptop.run('mount', '--bind', '/run/script', '/usr/bin/resolvectl');
    await expect(app.call('names', BRIDGE, NAMES)).rejects.toMatchObject({
      code: 'names.apply-failed',
      detail: { message: 'no such luck' },
    });
    await laptop.run('umount', '/usr/bin/resolvectl');
    await laptop.run('rm', '/run/script');
    expect(await saved()).toHaveLength(1);
  });
});
