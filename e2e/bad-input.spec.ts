/** What goes wrong is said in a sentence with a next step, by a code of its own, and leaves nothing behind. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startBridgeWorker } from '../src/core/worker/client';
import { toErrorInfo, type ErrorCode } from '../src/shared/errors';
import {
  ELECTRON,
  ROOT,
  expect,
  gangwayEnvironment,
  startApp,
  test,
  type GangwayApp,
  type ProfileValues,
} from './support/app';
import { PORT_WITHOUT_TUNNEL, denyElevation, onGateway } from './support/lab';
import { machineStates } from './support/machine-state';

const HOST = '203.0.113.21';

interface Mishap {
  readonly name: string;
  readonly code: ErrorCode;
  readonly profile?: Partial<ProfileValues>;
  /** What has happened before the click. */
  readonly before?: (gangway: GangwayApp) => Promise<unknown>;
  /** What a person answers to the first contact; absent where it does not come to that. */
  readonly hostKey?: 'Trust and connect' | 'Cancel';
  readonly after?: () => Promise<unknown>;
  /** Words that the sentence or the next step must have. */
  readonly says: RegExp;
}

const DOCKER_SOCKET = '/var/run/docker.sock';

const mishaps: readonly Mishap[] = [
  {
    name: 'a key that the gateway does not know',
    code: 'ssh.auth-failed',
    profile: { identityFile: '~/.ssh/id_stranger' },
    hostKey: 'Trust and connect',
    says: /did not accept the login of root/,
  },
  {
    name: 'a host that does not exist',
    code: 'ssh.dns',
    profile: { host: 'nowhere.invalid' },
    says: /nowhere\.invalid/,
  },
  { name: 'a closed port', code: 'ssh.refused', profile: { port: 2299 }, says: /port 2299/ },
  {
    name: 'a host key that the person does not trust',
    code: 'ssh.host-key-unknown',
    hostKey: 'Cancel',
    says: /SHA256:/,
  },
  {
    name: 'a host key that has changed',
    code: 'ssh.host-key-changed',
    before: async ({ home }) => {
      const key = await readFile('/home/dev/.ssh/id_stranger.pub', 'utf8');
      await writeFile(path.join(home, '.ssh/known_hosts'), `${HOST} ${key}`);
    },
    says: /ssh-keygen -R/,
  },
  {
    name: 'an sshd with PermitTunnel no',
    code: 'gateway.tunnel-not-permitted',
    profile: { port: PORT_WITHOUT_TUNNEL, link: 'tun-channel' },
    hostKey: 'Trust and connect',
    says: /PermitTunnel yes/,
  },
  {
    name: 'a user without rights to the tun device',
    code: 'gateway.tun-denied',
    profile: { user: 'guest' },
    hostKey: 'Trust and connect',
    says: /guest/,
  },
  {
    name: 'a gateway whose Docker socket is missing',
    code: 'docker.missing',
    before: () => onGateway('a', `mv ${DOCKER_SOCKET} ${DOCKER_SOCKET}.away`),
    after: () => onGateway('a', `mv ${DOCKER_SOCKET}.away ${DOCKER_SOCKET}`),
    hostKey: 'Trust and connect',
    says: /docker\.sock/,
  },
  {
    name: 'a user who refuses the elevation',
    code: 'helper.denied',
    before: denyElevation,
    says: /administrator rights/,
  },
];

for (const { name, code, profile, before, hostKey, after, says } of mishaps) {
  test(name, async ({ gangway }) => {
    const { page } = gangway;
    await gangway.open();
    await gangway.addProfile({ name: 'staging', host: HOST, ...profile });
    const machines = await machineStates('a');
    await before?.(gangway);
    try {
      await gangway.connect('staging');
      if (hostKey) await page.getByRole('button', { name: hostKey, exact: true }).click();
      const { error, cleanup } = await gangway.waitForState('staging', 'failed');
      expect({ code: error.code, cleanup }).toEqual({ code, cleanup: 'clean' });
      await expect(page.getByRole('main')).toContainText(says);
      await gangway.screenshot(`error-${code}`);
    } finally {
      await after?.();
    }
    if (before === denyElevation) return;
    await gangway.electron.close();
    await expect.poll(() => machineStates('a'), { timeout: 20_000 }).toEqual(machines);
  });
}

test('truncated files of profiles and of settings are kept aside and reported', async ({
  home,
}) => {
  const directory = path.join(home, 'gangway');
  await mkdir(directory, { recursive: true });
  const truncated = '{"version":1,"profiles":[{"id":';
  const files = ['profiles.json', 'settings.json'];
  for (const file of files) await writeFile(path.join(directory, file), truncated);
  const gangway = await startApp(home);
  await gangway.open();
  await expect(gangway.page.getByText('Profiles set aside')).toBeVisible();
  await expect(gangway.page.getByText('Settings set aside')).toBeVisible();
  await gangway.screenshot('error-config.file-broken');
  for (const file of files) {
    const kept = (await readdir(directory)).find((each) => each.startsWith(`${file}.broken`));
    expect(await readFile(path.join(directory, kept ?? ''), 'utf8')).toBe(truncated);
  }
  await gangway.electron.close();
});

test('a login that may not use Docker', async ({ home }) => {
  // In the app, no rights to the tun come first for such a login; so this asks the app's worker alone.
  const worker = startBridgeWorker(pathToFileURL(path.join(ROOT, 'dist/node/bridge-worker.js')));
  worker.on('ask', (id) => worker.answer(id, { kind: 'accept' }));
  const identityFile = path.join(home, '.ssh/id_ed25519');
  await worker.connect({ host: HOST, user: 'guest', identityFile });
  const refusal = await worker.openDocker({}).catch(toErrorInfo);
  expect(refusal).toMatchObject({ code: 'docker.denied', detail: { user: 'guest' } });
  await worker.close();
  await worker.terminate();
});

test('a second app opens the window of the first and ends', async ({ gangway, home }) => {
  await gangway.open();
  await gangway.hide();
  const second = promisify(execFile)(ELECTRON, [ROOT], { env: gangwayEnvironment(home) });
  await second;
  await expect.poll(() => gangway.isShown()).toBe(true);
});
