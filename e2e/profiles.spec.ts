/** From nothing to a container that answers, and what the main window does with profiles. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import type { ProfileDraft } from '../src/shared/profile';
import { exportProfiles } from '../src/shared/profile-link';
import { ROOT, expect, gangwayEnvironment, test as base, type GangwayApp } from './support/app';
import { ADDRESS, containerAddress } from './support/lab';
import { httpGet } from './support/network';

const HOST = ADDRESS.a;

/** Nothing listens there, and the closed port says so at once. */
const CLOSED_PORT = 2299;

const test = base.extend({
  home: async ({ home }, use) => {
    const config = ['Host bay', `HostName ${HOST}`, 'User root', 'Host wharf', 'HostName b.lab'];
    await writeFile(path.join(home, '.ssh/config'), `${config.join('\n')}\n`);
    await use(home);
  },
});

const steps = (page: Page, gateway = '') =>
  page.getByRole('list', { name: `Test of ${gateway}` }).getByRole('listitem');

/** A step of the first list of them, by its words. */
const step = (page: Page, name: string) => steps(page).filter({ hasText: name }).first();

/** The command line, beside the app whose home it is. */
async function gangwayCommand(home: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(path.join(ROOT, 'bin/gangway'), args, {
    env: gangwayEnvironment(home),
  });
  return stdout;
}

async function openProfiles(gangway: GangwayApp, item: 'new' | 'import'): Promise<Page> {
  return gangway.opened(async () => {
    await gangway.page.evaluate(
      (wanted) => window.gangway.openWindow({ window: 'main', section: 'profiles', item: wanted }),
      item,
    );
  });
}

test('three steps from nothing to a container', async ({ gangway }) => {
  const { page } = gangway;
  await gangway.open();
  await gangway.screenshot('first-run');
  await page.getByText('Try it with the lab').click();
  await expect(page.getByText('script/demo --keep')).toBeVisible();
  // A host of ssh’s config, or a typed one.
  await page.getByRole('button', { name: /^bay/ }).click();
  await expect(page.getByText('Testing bay')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByLabel('Host', { exact: true }).fill(`root@${HOST}`);
  await page.keyboard.press('Enter');
  // The key is asked for in the same sheet as at connecting.
  await expect(page.getByText(/SHA256:/).first()).toBeVisible();
  await gangway.trustHostKey();
  await expect(page.getByText('Everything works.')).toBeVisible();
  await expect(step(page, 'Sign in')).toContainText('root');
  await expect(step(page, 'Docker')).toContainText('containers');
  await expect(page.locator('[data-look=passed]')).toHaveCount(7);
  await gangway.screenshot('first-run-tested');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Name').fill('staging');
  await gangway.screenshot('first-run-ready');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await gangway.waitForState('staging', 'connected');
  const web = await containerAddress('a', 'web');
  expect((await httpGet(web)).text).toBe('Hello from web-a');
  await gangway.disconnect('staging');
});

test('a test says which step fails, and of which gateway', async ({ gangway }) => {
  await gangway.open();
  const page = await openProfiles(gangway, 'new');
  const host = page.getByLabel('Host', { exact: true });
  const start = page.getByRole('button', { name: 'Test connection' });
  const over = page.getByRole('button', { name: 'Test again' });
  const failed = page.locator('[data-look=failed]');

  await host.fill('nowhere.invalid');
  await start.click();
  await expect(over).toBeVisible();
  await expect(failed).toContainText('nowhere.invalid');
  await expect(failed).toContainText('Find the address');

  await host.fill(HOST);
  await page.getByLabel('Port', { exact: true }).fill(String(CLOSED_PORT));
  await start.click();
  await expect(failed).toContainText(`port ${CLOSED_PORT}`);
  await expect(failed).toContainText('Reach it');

  // A login that is right, and may do nothing there.
  await page.getByLabel('Port', { exact: true }).fill('');
  await page.getByLabel('User', { exact: true }).fill('guest');
  await start.click();
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await expect(over).toBeVisible();
  await expect(failed).toHaveText([/^Docker/]);
  await gangway.screenshot('test-docker', page);

  // The second one knows the login.
  await page.getByLabel('Port', { exact: true }).fill('');
  await page.getByLabel('User', { exact: true }).fill('nobody-there');
  await page.getByRole('button', { name: 'Add another gateway' }).click();
  await host.last().fill(HOST);
  await page.getByLabel('User', { exact: true }).last().fill('root');
  await start.click();
  await expect(page.getByText('1 of 2 gateways work.')).toBeVisible();
  await expect(failed).toHaveCount(1);
  await expect(failed).toContainText('Sign in');
  await expect(steps(page, `root@${HOST}`).locator('[data-look=failed]')).toHaveCount(0);
});

test('the second gateway is used while the first is dead', async ({ gangway }) => {
  const draft: ProfileDraft = {
    name: 'staging',
    gateways: [
      { host: HOST, user: 'root', port: CLOSED_PORT },
      { host: HOST, user: 'root' },
    ],
    cidrs: [],
    networks: {},
  };
  await gangway.open();
  const { link } = exportProfiles([{ ...draft, id: crypto.randomUUID() }]);
  const page = await openProfiles(gangway, 'import');
  await page.getByLabel('Link or text of an export').fill(link);
  await page.getByRole('button', { name: 'Import 1 profile' }).click();
  await expect(page.getByRole('group', { name: 'Gateway 2' })).toBeVisible();

  // What is typed there stays, whatever another window wants to show.
  const user = page.getByLabel('User', { exact: true }).last();
  await user.fill('somebody');
  await gangway.page.evaluate(() =>
    window.gangway.openWindow({ window: 'main', section: 'activity' }),
  );
  await page.getByRole('button', { name: 'Keep editing' }).click();
  await expect(user).toHaveValue('somebody');
  await user.fill('root');
  await page.getByLabel('Suffix').fill('lab.internal');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect((await gangway.snapshot()).profiles[0]?.names?.suffix).toBe('lab.internal');

  const { profiles } = await gangway.snapshot();
  await gangway.page.evaluate((id) => window.gangway.connect(id), profiles[0]?.id ?? '');
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  const connected = await gangway.waitForState('staging', 'connected');
  expect(connected.link.gateway).toBe(`${HOST}:22`);
  await gangway.open();
  await expect(gangway.page.getByText(`Relay to ${HOST}:22`)).toBeVisible();
  await gangway.disconnect('staging');
});

test('profiles come from ssh’s config, a file and the command line, and go there', async ({
  gangway,
  home,
}) => {
  await gangway.open();
  const page = await openProfiles(gangway, 'import');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const names = async () => (await gangway.snapshot()).profiles.map(({ name }) => name);
  await page.getByRole('checkbox', { name: 'bay' }).check();
  await page.getByRole('checkbox', { name: 'wharf' }).check();
  await gangway.screenshot('profiles-import', page);
  await button('Add 2 hosts').click();
  await expect.poll(names).toEqual(['bay', 'wharf']);

  const list = page.getByRole('list', { name: 'All profiles' });
  await list.getByRole('button', { name: /bay/ }).click();
  await page.getByRole('radio', { name: 'Teal' }).check();
  await page.getByRole('radio', { name: '⚓' }).check();
  await page.getByLabel('Additional CIDRs').fill('300.0.0.0/8');
  await page.getByLabel('Open this page').fill('http://web.bay/');
  await expect(page.getByText('“300.0.0.0/8” is not an IPv4 prefix')).toBeVisible();
  await page.getByLabel('Link', { exact: true }).selectOption('OpenSSH tunnel');
  await page.getByLabel('Additional CIDRs').fill('10.66.0.0/24');
  await button('Save').click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await gangway.screenshot('profiles-editor', page);

  await button('Duplicate').click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('bay-2');
  await button('Add profile').last().click();
  await expect.poll(names).toEqual(['bay', 'wharf', 'bay-2']);
  await button('Move up').click();
  await expect.poll(names).toEqual(['bay', 'bay-2', 'wharf']);

  const file = path.join(home, 'bay-2.json');
  const saved = gangway.electron.evaluate(
    ({ session }, target) =>
      new Promise((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(target);
          item.once('done', (_done, state) => resolve(state));
        });
      }),
    file,
  );
  await button('Export…').click();
  expect(await saved).toBe('completed');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(
    JSON.parse(await gangwayCommand(home, 'profile', 'export', 'bay-2')),
  );
  await gangwayCommand(home, 'profile', 'import', '--rename', file);
  await expect(list.getByRole('button')).toHaveCount(4);
  await button('Import profiles').click();
  await page.getByLabel('File of an export').setInputFiles(file);
  await button('Import 1 profile').click();
  await expect(list.getByRole('button')).toHaveCount(5);
  const { profiles } = await gangway.snapshot();
  const alike = profiles.filter(({ emoji, colour }) => emoji === '⚓' && colour === 'teal');
  expect(alike.map(({ name }) => name)).toEqual(['bay', 'bay-2', 'bay-3', 'bay-4']);
  for (const profile of alike) {
    const { cidrs, link, openOnConnect } = profile;
    expect({ cidrs, link, openOnConnect }).toEqual({
      ...{ cidrs: ['10.66.0.0/24'], link: 'tun-channel' },
      openOnConnect: 'http://web.bay/',
    });
  }
  await gangway.screenshot('profiles-list', page);
});
