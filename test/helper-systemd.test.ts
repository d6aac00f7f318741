/** The helper's service with a real systemd, from the installation to the removal, in all its confinement. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootLaptop, type BootedLaptop } from './support/booted-laptop';
import { buildHelper, PING, startApp, type App, type Built } from './support/helper-driver';

const BRIDGE = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01';
const CONFIG = {
  ...{ local: '198.18.0.0', peer: '198.18.0.1', mtu: 1400, gateway: '203.0.113.21' },
  ...{ local6: 'fda5:36a2:f221::', peer6: 'fda5:36a2:f221::1' },
  routes: ['172.17.0.0/16', 'fd20::/64'],
};
const NAMES = {
  ...{ port: 5353, domains: ['a.gangway.internal'], search: [] },
  hosts: [{ address: '172.17.0.2', names: ['web.a.gangway.internal'] }],
};
const ELECTRON = ['env', 'ELECTRON_RUN_AS_NODE=1', resolve('node_modules/electron/dist/electron')];
const INSTANCES = 'gangway-helper-1500@*';

let built: Built;
let laptop: BootedLaptop;
const apps: App[] = [];

beforeAll(async () => {
  built = await buildHelper();
  laptop = await bootLaptop();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.kill()));
  await laptop.close();
});

function start(runtime: readonly string[]): App {
  const files = [resolve(built.app), '/run/user/1500', resolve(built.helper)];
  const app = startApp([...laptop.asUser, ...runtime, ...files]);
  apps.push(app);
  return app;
}

/** A bridge with all that it can have. */
async function connected(runtime: readonly string[]): Promise<App> {
  const app = start(runtime);
  expect(await app.call('service')).toMatchObject({ kind: 'installed' });
  await app.call('start');
  await app.call('openTun', BRIDGE);
  await app.call('apply', BRIDGE, CONFIG);
  await app.call('names', BRIDGE, NAMES);
  for (const address of ['172.17.0.2', 'fd20::7']) {
    expect(await laptop.run(...PING, address)).toContain('1 received');
  }
  expect(await laptop.run('cat', '/etc/hosts')).toContain('172.17.0.2 web.a.gangway.internal');
  return app;
}

const state = async () => [
  await laptop.run('ip', 'address'),
  await laptop.run('ip', 'route', 'show', 'table', 'all'),
  await laptop.run('cat', '/etc/hosts'),
];

it.each([
  ['Node, where it is', [process.execPath]],
  ['a copy of Electron', ELECTRON],
])('installs it, starts it without a password, and removes it: %s', async (_name, runtime) => {
  const before = await state();
  const restored = () => expect.poll(state, { timeout: 20_000 }).toEqual(before);
  const helper = resolve(built.helper);
  await laptop.run(...runtime, helper, '--install-service', '1500');
  expect(await laptop.run('systemctl', 'is-active', 'gangway-helper-1500.socket')).toBe('active\n');

  const app = await connected(runtime);
  const main = (await laptop.run('systemctl', 'show', '-P', 'MainPID', INSTANCES)).trim();
  const status = await laptop.run('cat', `/proc/${main}/status`);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  expect(status).toMatch(/^Seccomp:\t2$/m);
  // CHOWN, FOWNER, SETGID, SETUID, NET_ADMIN.
  expect(status).toMatch(/^CapBnd:\t00000000000010c9$/m);

  await laptop.run('kill', '-9', main);
  expect(await app.gone).toMatchObject({ code: 'helper.gone' });
  expect(await state()).toEqual(before);
  await app.kill();

  await (await connected(runtime)).kill();
  await restored();

  const last = await connected(runtime);
  await laptop.run(...runtime, helper, '--remove-service', '1500');
  expect(await last.gone).toMatchObject({ code: 'helper.gone' });
  await restored();
  expect(await last.call('service')).toEqual({ kind: 'absent' });
  expect(
    await laptop.run('systemctl', 'list-units', '--all', '--plain', '--no-legend', 'gangway*'),
  ).toBe('');
  expect(
    await laptop.run('find', '/usr/local/lib', '/etc/systemd/system', '-name', '*gangway*'),
  ).toBe('');
  expect(await laptop.run('ls', '/run')).not.toContain('gangway');
});
