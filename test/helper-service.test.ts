/** The helper as a service: installed and removed by the real helper as root, and used by an app that has no rights at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildHelper, PING, startApp, type App, type Built } from './support/helper-driver';
import {
  openServiceLaptop,
  UNIT_FILES,
  UNITS,
  USER,
  type ServiceLaptop,
} from './support/helper-service';

const BRIDGE = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01';
const CONFIG = {
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1400,
  routes: ['172.17.0.0/16'],
  gateway: '203.0.113.21',
};
const SOCKET = `/run/gangway-helper/${USER}.sock`;

let built: Built;
let laptop: ServiceLaptop;
let apps: App[];

beforeAll(async () => {
  built = await buildHelper();
});
beforeEach(async () => {
  apps = [];
  laptop = await openServiceLaptop();
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.kill()));
  await laptop.close();
});

function start(): App {
  const files = [resolve(built.app), `/run/user/${USER}`, resolve(built.helper)];
  const app = startApp([...laptop.asUser, process.execPath, ...files]);
  apps.push(app);
  return app;
}

describe('the service', () => {
  let before: string;

  beforeEach(async () => {
    await laptop.change(true, built.helper);
    await laptop.told();
    await laptop.listen();
    before = await laptop.snapshot();
  });

  const restored = () => expect.poll(() => laptop.snapshot(), { timeout: 20_000 }).toBe(before);

  /** An app with a device that carries CONFIG, and nobody was asked for a password. */
  const connected = async (): Promise<App> => {
    const app = start();
    expect(await app.call('service')).toEqual({
      kind: 'installed',
      path: `${UNITS}/gangway-helper-${USER}.socket`,
    });
    await app.call('start');
    expect(await app.call('openTun', BRIDGE)).toBe('gangway0');
    await app.call('apply', BRIDGE, CONFIG);
    expect(await laptop.run(...PING, '172.17.0.2')).toContain('1 received');
    return app;
  };

  /** What the service says to one who says `text`; `''` if it hangs up without a word. */
  const say = async (text: string, uid = USER): Promise<string> => {
    const script = `
      const socket = require('node:net').connect(${JSON.stringify(SOCKET)});
      socket.on('error', () => {}).on('close', () => process.exit());
      socket.pipe(process.stdout);
      process.stdin.on('data', (chunk) => socket.write(chunk));
    `;
    const [file = '', ...args] = [
      ...laptop.inside,
      ...['setpriv', '--reuid', String(uid), '--clear-groups', process.execPath, '-e', script],
    ];
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.stdin.on('error', () => undefined).write(text);
    await once(child, 'close');
    return said.trim();
  };

  it('lays and takes up a bridge for its user, who has no rights at all', async () => {
    const app = await connected();
    await app.call('stop');
    await restored();
    await (await connected()).call('stop');
    await restored();
  });

  it('undoes everything when the app is killed', async () => {
    await (await connected()).kill();
    await restored();
  });

  it('undoes everything when the helper is killed, and says so after that', async () => {
    const app = await connected();
    const names = await laptop.run('ls', '/run/gangway');
    process.kill(Number(/helper-(\d+)/.exec(names)?.[1]), 'SIGKILL');
    expect(await app.gone).toMatchObject({ code: 'helper.gone' });
    expect(await laptop.run('ip', 'link')).not.toContain('gangway');
    expect(await app.call('acts')).toContainEqual({
      verb: 'start-by-service',
      path: `${UNITS}/gangway-helper-${USER}.socket`,
    });
    await app.call('start');
    await app.call('openTun', BRIDGE);
    await app.call('stop');
    await restored();
  });

  it('refuses everybody else, root too, without a word', async () => {
    await laptop.run('chmod', '0666', SOCKET);
    for (const uid of [1501, 0]) expect(await say(`/run/user/${USER}\n`, uid)).toBe('');
    await laptop.run('chmod', '0600', SOCKET);
    await restored();
  });

  it('keeps others away from its socket', async () => {
    expect(await say('x\n', 1501)).toBe('');
    expect(await laptop.run('stat', '-c', '%a %u', SOCKET)).toBe(`600 ${USER}\n`);
  });

  it('dials into no directory but a private one, whatever the path to it', async () => {
    const cases: [make: string, path: string][] = [
      ['mkdir -m 0700 D && chown 1501 D', 'D'],
      ['mkdir -m 0711 D && chown 1500 D', 'D'],
      // A link, and one above.
      ['mkdir -m 0700 E && chown 1500 E && ln -s E D', 'D'],
      ['mkdir -p E/f && chmod 0700 E/f && chown 1500 E/f && ln -s E D', 'D/f'],
      ['mkdir -m 0700 D && chown 1500 D', 'D/../D'],
      ['touch D && chmod 0700 D && chown 1500 D', 'D'],
      ['true', 'D'],
      // Out of the user's sight, though not of root's.
      ['mkdir -p E/f && chmod 0700 E E/f && chown 1500 E/f', 'E/f'],
      ['true', '.'],
    ];
    const at = (text: string) => text.replace(/\b[DE]\b/g, (name) => `/run/stage/${name}`);
    for (const [make, path] of cases) {
      await laptop.run('sh', '-ec', at(make));
      expect(await say(`${at(path)}\n`)).toBe(
        `${at(path)} is not a private directory of user ${USER}`,
      );
      await laptop.run('sh', '-c', 'rm -rf /run/stage/[DE]');
    }
    await restored();
  });

  it('hears no more than one short line, and waits for it a moment', async () => {
    const silence = say('');
    expect(await say('/'.repeat(70_000))).toBe('the caller said too much');
    expect(await say(`/${'x'.repeat(2_000)}\n`)).toBe('the caller said too much');
    expect(await say('\0\n')).toContain('is not a private directory');
    expect(await silence).toBe('the caller said nothing');
    await restored();
  });
});

describe('without an answer', () => {
  it('asks for the password, and tells why', async () => {
    await laptop.change(true, built.helper);
    const app = start();
    expect(await app.call('service')).toMatchObject({ kind: 'installed' });
    // There is no polkit agent here, nor pkexec that an unprivileged user could run in this namespace.
    await expect(app.call('start')).rejects.toMatchObject({
      code: expect.stringMatching(/^helper/) as unknown,
    });
    expect(await app.call('acts')).toMatchObject([
      { verb: 'service-silent', error: { code: 'helper.service-silent' } },
    ]);
  });
});

describe('the installation', () => {
  const install = () => laptop.change(true, built.helper);
  const remove = () => laptop.change(false, built.helper);
  const fails = (message: string) => ({
    code: 1,
    stderr: expect.stringContaining(message) as unknown,
  });

  it('puts nothing in place that others than root can change, and all of it once', async () => {
    await install();
    expect(await laptop.told()).toEqual([
      'daemon-reload',
      `enable gangway-helper-${USER}.socket`,
      `restart gangway-helper-${USER}.socket`,
    ]);
    const files = (await laptop.files()).trim().split('\n');
    expect(files.filter((file) => !/ (755 0:0 d|644 0:0 f)$/.test(file))).toEqual([]);
    expect(files.join('\n')).toMatch(/\/helper-1500-[0-9a-f]{16}-node-[\d.]+\/helper\.js 644/);
    expect(files.join('\n')).not.toMatch(/\.(new|old)/);
    await laptop.run('systemd-analyze', 'verify', ...UNIT_FILES);
    await install();
    expect(await laptop.files()).toBe(`${files.join('\n')}\n`);
  });

  it('is outdated once the helper is another, until it is installed anew', async () => {
    await install();
    const app = start();
    await laptop.run('sed', '-i', 's/files=[0-9a-f]*/files=0123456789abcdef/', ...UNIT_FILES);
    expect(await app.call('service')).toMatchObject({ kind: 'outdated' });
    await laptop.run('mkdir', `/usr/local/lib/gangway/helper-${USER}-0123456789abcdef-node-20.0.0`);
    await install();
    expect(await app.call('service')).toMatchObject({ kind: 'installed' });
    expect(await laptop.files()).not.toContain('0123456789abcdef');
  });

  it('leaves nothing if the service manager fails at any step', async () => {
    const before = await laptop.files();
    for (const verb of ['daemon-reload', 'enable', 'restart']) {
      await laptop.run('sh', '-c', `echo ${verb} > /run/stage/fail`);
      await expect(install()).rejects.toMatchObject(fails(`no ${verb} today`));
      expect(await laptop.files()).toBe(before);
    }
  });

  it('leaves what was there before if another version cannot be put in its place', async () => {
    await install();
    await laptop.run('sed', '-i', 's/files=[0-9a-f]*/files=0123456789abcdef/', ...UNIT_FILES);
    const before = await laptop.files();
    const units = await laptop.run('cat', ...UNIT_FILES);
    await laptop.told();
    await laptop.run('sh', '-c', 'echo enable > /run/stage/fail');
    await expect(install()).rejects.toMatchObject(fails('no enable today'));
    expect(await laptop.files()).toBe(before);
    expect(await laptop.run('cat', ...UNIT_FILES)).toBe(units);
    // The service that was there listens again.
    expect((await laptop.told()).slice(2)).toEqual([
      'daemon-reload',
      `enable gangway-helper-${USER}.socket`,
      `restart gangway-helper-${USER}.socket`,
    ]);
  });

  it('takes all of it away, and nothing of another user', async () => {
    const before = await laptop.files();
    await laptop.run('mkdir', '-p', '/usr/local/lib/gangway/helper-15001-x');
    const others = await laptop.files();
    await install();
    await laptop.told();
    await laptop.run('mkdir', '-p', '/run/gangway-helper');
    await remove();
    expect(await laptop.told()).toEqual([
      `disable --now gangway-helper-${USER}.socket`,
      `stop gangway-helper-${USER}@*.service`,
      'daemon-reload',
    ]);
    expect(await laptop.files()).toBe(others);
    await laptop.run('rmdir', '/usr/local/lib/gangway/helper-15001-x');
    await remove();
    expect(await laptop.files()).toBe(before);
    expect(await laptop.run('ls', '/run')).not.toContain('gangway');
    expect(await start().call('service')).toEqual({ kind: 'absent' });
  });

  it('goes nowhere where others could put something else in its place', async () => {
    await laptop.run('chmod', 'g+w', '/usr/local/lib');
    await expect(install()).rejects.toMatchObject(fails('can be changed by others than root'));
    expect(await laptop.run('ls', '-A', UNITS, '/usr/local/lib')).not.toContain('gangway-');
  });

  it('reads no file that its user could not read', async () => {
    await laptop.run('mkdir', '/run/stage/app');
    await laptop.run('ln', '-s', resolve('node_modules'), '/run/stage/app/node_modules');
    await laptop.run('cp', resolve(built.helper), '/run/stage/app/helper.js');
    await laptop.run('chmod', '0600', '/run/stage/app/helper.js');
    await expect(laptop.change(true, '/run/stage/app/helper.js')).rejects.toMatchObject(
      fails('EACCES'),
    );
    expect(await laptop.run('ls', '-A', UNITS)).toBe('');
  });

  it('is for nobody but the user who was asked for a password', async () => {
    for (const [uid, asked] of [
      ['1501', '1500'],
      ['0', '0'],
      ['1500x', '1500'],
      ['-1', '-1'],
    ]) {
      const words = ['env', `PKEXEC_UID=${asked}`, process.execPath, resolve(built.helper)];
      await expect(
        laptop.run(...(words as [string]), '--install-service', uid ?? ''),
      ).rejects.toMatchObject(fails('is not the id of the user who was asked'));
    }
    await laptop.run('rmdir', '/run/systemd/system');
    await expect(install()).rejects.toMatchObject(fails('no service manager runs'));
    expect(await start().call('service')).toEqual({
      kind: 'unsupported',
      reason: 'no-service-manager',
    });
  });
});
