/** The real helper as root: in a namespace of its own, and by real polkit on the lab's laptop. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildHelper, PING, startApp, type App, type Built } from './support/helper-driver';
import { openHelperLaptop, type HelperLaptop } from './support/helper-laptop';

const BRIDGE = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01';
const OTHER = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a02';
const CONFIG = {
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1400,
  routes: ['172.17.0.0/16', '10.5.0.7'],
  gateway: '203.0.113.21',
};
/** The same with IPv6. */
const BOTH = {
  ...CONFIG,
  ...{ local6: 'fda5:36a2:f221::', peer6: 'fda5:36a2:f221::1' },
  routes: ['172.17.0.0/16', 'fd20::/64', '2001:db8:7::9'],
};
const ELECTRON = resolve('node_modules/electron/dist/electron');

let built: Built;
beforeAll(async () => {
  built = await buildHelper();
});

describe('in a namespace', () => {
  let laptop: HelperLaptop;
  let before: string;
  let apps: App[];

  const start = (...runtime: string[]): App => {
    const command = runtime.length > 0 ? runtime : [process.execPath];
    const files = [resolve(built.app), '/run/user', resolve(built.helper)];
    const app = startApp([...laptop.inside, ...command, ...files]);
    apps.push(app);
    return app;
  };

  /** An app with a device that carries CONFIG. */
  const connected = async (): Promise<App> => {
    const app = start();
    await app.call('start');
    await app.call('openTun', BRIDGE);
    await app.call('apply', BRIDGE, CONFIG);
    await laptop.run(...PING, '172.17.0.2');
    return app;
  };

  /** Process ids of the helpers that have something to undo. */
  const helpers = async (): Promise<number[]> => {
    const names = await laptop.run('ls', '/run/gangway');
    return [...names.matchAll(/^helper-(\d+)-\d+\.json$/gm)].map((match) => Number(match[1]));
  };

  const restored = () => expect.poll(() => laptop.snapshot(), { timeout: 20_000 }).toBe(before);

  beforeEach(async () => {
    apps = [];
    laptop = await openHelperLaptop();
    before = await laptop.snapshot();
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.kill()));
    await restored();
    await laptop.close();
  });

  it.each([
    ['Node', []],
    ['Electron', ['env', 'ELECTRON_RUN_AS_NODE=1', ELECTRON]],
  ])('lays and takes up a bridge: %s', async (_name, runtime) => {
    const app = start(...runtime);
    await app.call('start');
    expect(await app.call('openTun', BRIDGE)).toBe('gangway0');
    expect(await app.call('apply', BRIDGE, CONFIG)).toEqual(
      [
        '/usr/sbin/ip link set dev gangway0 addrgenmode none',
        '/usr/sbin/ip address add 198.18.0.0 peer 198.18.0.1/32 dev gangway0',
        '/usr/sbin/ip link set dev gangway0 mtu 1400 up',
        '/usr/sbin/ip route add 172.17.0.0/16 dev gangway0 proto static metric 4767 src 198.18.0.0',
        '/usr/sbin/ip route add 10.5.0.7/32 dev gangway0 proto static metric 4767 src 198.18.0.0',
      ].map((line) => line.split(' ')),
    );
    expect(await laptop.run(...PING, '172.17.9.9')).toContain('1 received');
    expect(await laptop.run(...PING, '-s', '1300', '10.5.0.7')).toContain('1 received');

    expect(await app.call('clean', BRIDGE)).toEqual([
      ['/usr/sbin/ip', 'link', 'delete', 'dev', 'gangway0'],
    ]);
    expect(await laptop.run('ip', 'link')).not.toContain('gangway');
    await app.call('stop');
    expect(await laptop.snapshot()).toBe(before);
  });

  it('applies by difference, and again what somebody took away', async () => {
    const app = await connected();
    expect(await app.call('apply', BRIDGE, CONFIG)).toEqual([]);
    await laptop.run('ip', 'route', 'delete', '172.17.0.0/16');
    expect(await app.call('apply', BRIDGE, CONFIG)).toHaveLength(1);

    const moved = { ...CONFIG, local: '198.18.0.3', peer: '198.18.0.2', routes: ['172.17.0.0/16'] };
    await app.call('apply', BRIDGE, moved);
    expect(await laptop.run('ip', 'route', 'show', 'dev', 'gangway0')).toBe(
      '172.17.0.0/16 proto static scope link src 198.18.0.3 metric 4767 \n' +
        '198.18.0.2 proto kernel scope link src 198.18.0.3 \n',
    );
    expect(await laptop.run(...PING, '172.17.0.2')).toContain('1 received');
  });

  it('carries IPv6 beside IPv4, also where new devices have it switched off', async () => {
    await laptop.run('sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1');
    const app = await connected();
    expect(await laptop.run('ip', '-6', 'address', 'show', 'dev', 'gangway0')).toBe('');
    const inner = ['/usr/sbin/ip', 'address', 'add', 'fda5:36a2:f221::', 'peer'];
    expect(await app.call('apply', BRIDGE, BOTH)).toContainEqual([
      ...inner,
      ...['fda5:36a2:f221::1/128', 'dev', 'gangway0', 'nodad'],
    ]);
    expect(await app.call('apply', BRIDGE, BOTH)).toEqual([]);
    for (const address of ['fd20::7', '2001:db8:7::9']) {
      expect(await laptop.run(...PING, address)).toContain('1 received');
    }
    expect(await laptop.run('ip', 'route', 'get', 'fd20::7')).toContain(
      'dev gangway0 proto static src fda5:36a2:f221:: metric 4767 ',
    );
    const settings = ['accept_ra', 'disable_ipv6'].map((name) => `net.ipv6.conf.gangway0.${name}`);
    expect(await laptop.run('sysctl', '-n', ...settings)).toBe('0\n0\n');
    expect(await laptop.run('sysctl', '-n', 'net.ipv6.conf.default.disable_ipv6')).toBe('1\n');

    const moved = { ...BOTH, local6: 'fda5:36a2:f221::3', peer6: 'fda5:36a2:f221::2' };
    await app.call('apply', BRIDGE, moved);
    expect(await laptop.run('ip', '-6', 'route', 'show', 'dev', 'gangway0')).toBe(
      '2001:db8:7::9 proto static src fda5:36a2:f221::3 metric 4767 pref medium\n' +
        'fd20::/64 proto static src fda5:36a2:f221::3 metric 4767 pref medium\n' +
        'fda5:36a2:f221::2 proto kernel metric 256 pref medium\n' +
        'fda5:36a2:f221::3 proto kernel metric 256 pref medium\n',
    );
    expect(await laptop.run(...PING, 'fd20::7')).toContain('1 received');

    await app.call('apply', BRIDGE, CONFIG);
    expect(await laptop.run('ip', '-6', 'route', 'show', 'dev', 'gangway0')).toBe('');
    await app.call('apply', BRIDGE, BOTH);
    await app.call('stop');
    await laptop.run('sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=0');
    expect(await laptop.snapshot()).toBe(before);
  });

  it('takes a thousand routes at once, and a change of one alone', async () => {
    const app = await connected();
    const routes = Array.from(
      { length: 1024 },
      (_, index) => `10.${64 + (index >> 8)}.${index & 255}.0/24`,
    );
    const config = { ...CONFIG, routes };
    expect(await app.call('apply', BRIDGE, config)).toHaveLength(1024 + CONFIG.routes.length);
    expect(await laptop.run(...PING, '10.67.255.1')).toContain('1 received');
    const fewer = { ...CONFIG, routes: routes.slice(1) };
    expect(await app.call('apply', BRIDGE, fewer)).toEqual([
      ['/usr/sbin/ip', 'route', 'delete', '10.64.0.0/24', 'dev', 'gangway0'],
    ]);
    expect(await app.call('apply', BRIDGE, fewer)).toEqual([]);
  });

  it('sees the machine as it is', async () => {
    const via = ['via', 'fe80::77', 'dev', 'up0', 'onlink'];
    await laptop.run('ip', 'route', 'add', 'fd77::/64', ...via);
    const app = await connected();
    expect(await app.call('inspect')).toMatchObject({
      addresses: [
        { interface: 'lo', address: '127.0.0.1', length: 8 },
        { interface: 'lo', address: '::1', length: 128 },
        { interface: 'up0', address: '192.168.77.2', length: 24 },
        { interface: 'gangway0', address: '198.18.0.0', length: 32 },
      ],
      routes: expect.arrayContaining([
        { interface: 'up0', prefix: '0.0.0.0/0', via: '192.168.77.1' },
        { interface: 'up0', prefix: '192.168.77.0/24' },
        { interface: 'gangway0', prefix: '172.17.0.0/16' },
        { interface: 'up0', prefix: 'fd77::/64', via: 'fe80::77' },
      ]) as unknown,
    });
    await laptop.run('ip', 'route', 'delete', 'fd77::/64');
  });

  it('refuses what would cut something off, and changes nothing', async () => {
    const app = await connected();
    const laid = await laptop.snapshot();
    const refused: [string, object][] = [
      ['default-route', { routes: ['0.0.0.0/0'] }],
      ['gateway', { routes: ['203.0.113.0/24'] }],
      ['local-gateway', { routes: ['192.168.0.0/16'] }],
      ['own-address', { routes: ['192.168.77.2'] }],
      ['connected-subnet', { routes: ['192.168.77.128/25'] }],
      ['existing-route', { routes: ['10.20.0.0/16'] }],
      ['inner-range', { local: '10.0.0.0', peer: '10.0.0.1' }],
    ];
    for (const [rule, change] of refused) {
      await expect(app.call('apply', BRIDGE, { ...CONFIG, ...change })).rejects.toMatchObject({
        code: 'helper.refused',
        detail: { rule },
      });
    }
    await expect(app.call('apply', OTHER, CONFIG)).rejects.toMatchObject({
      detail: { rule: 'unknown-bridge' },
    });
    expect(await laptop.snapshot()).toBe(laid);
  });

  it.each([
    ['IPv4', '10.5.0.7', '10.5.0.7/32 dev gangway0 proto static metric 4767 src 198.18.0.0'],
    [
      'IPv6',
      '2001:db8:7::9',
      '2001:db8:7::9/128 dev gangway0 proto static metric 4767 src fda5:36a2:f221::',
    ],
  ])('takes back what was half done: %s', async (_name, taken, words) => {
    const app = start();
    await app.call('start');
    await app.call('openTun', BRIDGE);
    const bare = await laptop.run('ip', 'route', 'show', 'table', 'all');
    // Not a unicast route, so no policy sees it; the kernel has a prefix once only with one metric.
    await laptop.run('ip', 'route', 'add', 'blackhole', taken, 'metric', '4767');
    const config = { ...BOTH, routes: [...new Set([...CONFIG.routes, ...BOTH.routes])] };
    await expect(app.call('apply', BRIDGE, config)).rejects.toMatchObject({
      code: 'net.apply-failed',
      detail: {
        command: `/usr/sbin/ip route add ${words}`,
        message: 'RTNETLINK answers: File exists',
      },
    });
    await laptop.run('ip', 'route', 'delete', 'blackhole', taken);
    expect(await laptop.run('ip', 'route', 'show', 'table', 'all')).toBe(bare);
    await app.call('apply', BRIDGE, config);
    expect(await laptop.run(...PING, '172.17.0.2')).toContain('1 received');
    expect(await laptop.run(...PING, 'fd20::7')).toContain('1 received');
  });

  it('has one helper for everybody who starts it, and a device for each bridge', async () => {
    const app = start();
    await Promise.all([app.call('start'), app.call('start'), app.call('start')]);
    const names = await Promise.all([app.call('openTun', BRIDGE), app.call('openTun', OTHER)]);
    expect(names).toEqual(['gangway0', 'gangway1']);
    expect(await app.call('openTun', BRIDGE)).toBe('gangway0');
    expect(await helpers()).toHaveLength(1);
    await app.call('apply', BRIDGE, CONFIG);
    await expect(
      app.call('apply', OTHER, { ...CONFIG, routes: ['10.6.0.0/16'] }),
    ).rejects.toMatchObject({ detail: { rule: 'inner-in-use' } });
  });

  it('undoes everything when the app is killed', async () => {
    const app = await connected();
    await app.kill();
    await restored();
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'undoes everything when the helper gets %s, and starts again',
    async (signal) => {
      const app = await connected();
      const [helper = NaN] = await helpers();
      process.kill(helper, signal);
      expect(await app.gone).toMatchObject({ code: 'helper.gone' });
      expect(await laptop.snapshot()).toBe(before);
      expect(await app.call('running')).toBe(false);
      await expect(app.call('inspect')).rejects.toMatchObject({ code: 'helper.gone' });
      await app.call('stop');

      await app.call('start');
      expect(await app.call('openTun', BRIDGE)).toBe('gangway0');
    },
  );

  it('sweeps what the dead left, even from a broken journal, but nothing of the living', async () => {
    const first = await connected();
    await laptop.run('ip', 'tuntap', 'add', 'gangway7', 'mode', 'tun');
    await laptop.run('ip', 'tuntap', 'add', 'gangway8', 'mode', 'tun');
    const journal = '{"devices":["gangway0","up0","gangway7';
    await laptop.run('sh', '-c', `printf %s '${journal}' > /run/gangway/helper-2-1.json`);

    const second = start();
    await second.call('start');
    expect(await second.call('openTun', OTHER)).toBe('gangway1');
    const links = await laptop.run('ip', '-brief', 'link');
    expect(links.match(/^(up|gangway)\d/gm)?.sort()).toEqual(
      ['gangway0', 'gangway1', 'gangway8', 'up0', 'up1'].sort(),
    );
    await second.call('stop');
    expect(await laptop.run(...PING, '172.17.0.2')).toContain('1 received');
    await first.call('stop');
    await laptop.run('ip', 'link', 'delete', 'gangway8');
  });

  it('takes only its own command lines, and only from root', async () => {
    const helper = (...args: string[]) =>
      laptop.run(process.execPath, resolve(built.helper), ...args);
    for (const args of [[], ['--sweep', '--now'], ['--socket-directory', 'run'], ['--help']]) {
      await expect(helper(...args)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^usage: helper --socket-directory DIR .*\n$/) as unknown,
      });
    }
    const asNobody = ['setpriv', '--reuid', '65534', '--clear-groups'];
    await laptop.run('cp', process.execPath, '/run/node');
    await expect(
      laptop.run(...(asNobody as [string]), '/run/node', resolve(built.helper), '--sweep'),
    ).rejects.toMatchObject({ code: 1, stderr: 'the helper must be started as root\n' });
    await laptop.run('rm', '/run/node');
  });

  it('serves nobody in a directory that others can enter', async () => {
    await laptop.run('mkdir', '-m', '0755', '/run/open');
    await expect(
      laptop.run(process.execPath, resolve(built.helper), '--socket-directory', '/run/open'),
    ).rejects.toMatchObject({
      code: 1,
      stderr: '/run/open is not a private directory of user 0\n',
    });
    await laptop.run('rmdir', '/run/open');
  });
});

describe('by polkit on the laptop of the lab', () => {
  const run = promisify(execFile);
  const lab = async (...args: string[]) => (await run('lab/lab', args)).stdout;
  const inLaptop = (...command: string[]) => lab('exec', 'laptop', '--', ...command);
  const DENY = '/run/gangway-lab/deny-elevation';
  let wasUp: boolean;
  let app: App;

  beforeAll(async () => {
    wasUp = (JSON.parse(await lab('status', '--json')) as { up: boolean }).up;
    if (!wasUp) await lab('up');
  });
  afterAll(async () => {
    if (!wasUp) await lab('down');
  });
  beforeEach(async () => {
    const uid = (await inLaptop('id', '-u', 'dev')).trim();
    const command = [
      process.execPath,
      `/opt/gangway/${built.app}`,
      `/run/user/${uid}`,
      `/opt/gangway/${built.helper}`,
    ];
    app = startApp(['lab/lab', 'exec', '--user', 'dev', 'laptop', '--', ...command]);
  });
  afterEach(async () => {
    await app.call('stop');
    await app.close();
    await inLaptop('rm', '-f', DENY);
  });

  it('is root after a yes, and leaves nothing', async () => {
    const snapshot = () =>
      inLaptop('sh', '-c', 'ip address; ip route show table all; ls -a /run /run/user/*');
    const before = await snapshot();
    await app.call('start');
    expect(await app.call('openTun', BRIDGE)).toBe('gangway0');
    await app.call('apply', BRIDGE, { ...CONFIG, routes: ['10.5.0.0/16'] });
    expect(await inLaptop(...PING, '10.5.1.2')).toContain('1 received');
    await app.call('stop');
    expect(await snapshot()).toBe(before);
  });

  it('says that a person said no, and may be asked again', async () => {
    await inLaptop('touch', DENY);
    await expect(app.call('start')).rejects.toMatchObject({ code: 'helper.denied' });
    await inLaptop('rm', DENY);
    await app.call('start');
  });
});
