/** Settings of the real app: each holds at once, in every window and on the laptop. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app';
import { ADDRESS, onLaptop } from './support/lab';

const isDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

test('theme, suffix and log level hold at once', async ({ gangway, home }) => {
  const { page } = gangway;
  await gangway.connectFirstTime({ name: 'staging', host: ADDRESS.a });
  const web = (suffix: string): Promise<string> =>
    onLaptop('curl', '-sS', '-m', '5', `http://web.staging.${suffix}/`).then(
      (text) => text.trim(),
      String,
    );
  expect(await web('gangway.internal')).toBe('Hello from web-a');
  const settings = await gangway.openMain('Settings');

  await settings.getByRole('radio', { name: 'Dark' }).click({ force: true });
  for (const each of [settings, page]) await expect.poll(() => isDark(each)).toBe(true);
  await gangway.screenshot('settings-dark', settings);
  await gangway.open();
  await gangway.screenshot('connected-dark');
  await settings.getByRole('radio', { name: 'Light' }).click({ force: true });
  for (const each of [settings, page]) await expect.poll(() => isDark(each)).toBe(false);

  // The bridge stays: its names alone are others.
  const { since } = await gangway.waitForState('staging', 'connected');
  await settings.getByLabel('Suffix for names').fill('yourapp');
  await settings.getByLabel('Suffix for names').press('Enter');
  await expect.poll(() => web('yourapp')).toBe('Hello from web-a');
  expect(await web('gangway.internal')).not.toBe('Hello from web-a');
  await gangway.open();
  const domain = 'Copy staging.yourapp, where the names of containers are';
  await expect(page.getByRole('button', { name: domain })).toBeVisible();
  expect((await gangway.waitForState('staging', 'connected')).since).toBe(since);
  await gangway.screenshot('settings-suffix', settings);

  await settings.getByLabel('Log level').selectOption('Errors');
  const kept = async (): Promise<unknown> =>
    JSON.parse(await readFile(path.join(home, 'gangway/settings.json'), 'utf8'));
  await expect.poll(kept).toMatchObject({ theme: 'light', suffix: 'yourapp', logLevel: 'error' });
  await gangway.disconnect('staging');
});
