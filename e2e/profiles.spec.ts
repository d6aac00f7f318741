/** From nothing to a container that answers, and what the main window does with profiles. */
import type { Page } from '@playwright/test';
import type { ProfileDraft } from '../src/shared/profile';
import { exportProfiles } from '../src/shared/profile-link';
import { expect, test, type GangwayApp } from './support/app';
import { ADDRESS, containerAddress } from './support/lab';
import { httpGet } from './support/network';

const HOST = ADDRESS.a;

/** Nothing listens there, and the closed port says so at once. */
const CLOSED_PORT = 2299;

const steps = (page: Page, gateway = '') =>
  page.getByRole('list', { name: `Test of ${gateway}` }).getByRole('listitem');

/** A step of the first list of them, by its words. */
const step = (page: Page, name: string) => steps(page).filter({ hasText: name }).first();

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

  // The second one knows the login.
  await page.getByLabel('Port', { exact: true }).fill('');
  await page.getByLabel('User', { exact: true }).fill('nobody-there');
  await page.getByRole('button', { name: 'Add another gateway' }).click();
  await host.last().fill(HOST);
  await page.getByLabel('User', { exact: true }).last().fill('root');
  await start.click();
  const trust = page.getByRole('button', { name: 'Trust and connect' });
  await trust.click();
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
  await gangway.page.evaluate((id) => window.gangway.disconnect(id), profiles[0]?.id ?? '');
  await gangway.waitForState('staging', 'idle');
});
