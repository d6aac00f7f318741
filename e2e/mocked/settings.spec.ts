/** The settings: every state of each, what a change asks for, and that another language is spoken at once. */
import { expect } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import type { HelperService } from '../../src/shared/helper-service';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings';
import { test, type MockedApp } from './app';
import { connected } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';

const UNIT = '/etc/systemd/system/gangway-helper.service';
const SERVICES: readonly (readonly [string, HelperService])[] = [
  ['absent', { kind: 'absent' }],
  ['installed', { kind: 'installed', path: UNIT }],
  ['outdated', { kind: 'outdated', path: UNIT }],
  ['no-systemd', { kind: 'unsupported', reason: 'no-service-manager' }],
  ['as-root', { kind: 'unsupported', reason: 'runs-as-root' }],
  ['not-safe', { kind: 'unsupported', reason: 'runtime-not-safe' }],
];

async function open(mocked: MockedApp, change: Partial<Settings> = {}): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  await mocked.showRoute({ window: 'main', section: 'settings' }, { ...connected(), settings });
  await expect(mocked.page.getByRole('switch').first()).toBeVisible();
}

test.beforeEach(async ({ mocked }) => {
  await mocked.answer('helperService', { ok: true, value: { kind: 'absent' } });
  await mocked.answer('checkForUpdates', { ok: true, value: { kind: 'unavailable' } });
  await mocked.answer('changeSettings', { ok: true, value: undefined });
});

for (const theme of ['light', 'dark'] as const) {
  test(`settings in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await open(mocked, { theme, startAtLogin: true });
    await expect(page.getByRole('button', { name: 'Install…' })).toBeVisible();
    await picture(page, `settings-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByText('Log level').scrollIntoViewIfNeeded();
    await page.getByText('Gangway 0.').scrollIntoViewIfNeeded();
    await picture(page, `settings-end-${theme}`);
    await expectAccessible(page, { scrolled: true });
  });

  test(`the helper as a service in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    for (const [name, service] of SERVICES) {
      await mocked.answer('helperService', { ok: true, value: service });
      await open(mocked);
      await page.getByText('Helper as a service').scrollIntoViewIfNeeded();
      await expect(page.getByText('Looking…')).toHaveCount(0);
      await page.getByText('Gangway 0.').scrollIntoViewIfNeeded();
      await picture(page, `settings-service-${name}-${theme}`);
      await expectNoSidewaysScroll(page);
    }
    await mocked.answer('helperService', { ok: true, value: { kind: 'absent' } });
    const refused = errorInfo('helper.denied');
    await mocked.answer('setHelperService', { ok: false, error: refused });
    await open(mocked);
    await page.getByRole('button', { name: 'Install…' }).click();
    await expect(page.getByRole('alert')).toContainText('helper.denied');
    await expect(page.getByRole('alert')).toBeInViewport({ ratio: 0.99 });
    await page.getByText('Gangway 0.').scrollIntoViewIfNeeded();
    await picture(page, `settings-service-denied-${theme}`);
    await expectAccessible(page, { scrolled: true });
    await mocked.hold('setHelperService');
    await page.getByRole('button', { name: 'Install…' }).click();
    await expect(page.getByText('Waiting for your password…')).toBeVisible();
    await picture(page, `settings-service-busy-${theme}`);
    await expectAccessible(page, { scrolled: true });
  });

  test(`what is not right in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    const full = errorInfo('config.storage-failed', {
      path: '/home/ada/.config/gangway/settings.json',
      message: 'ENOSPC: no space left on device',
    });
    await mocked.answer('changeSettings', { ok: false, error: full });
    await open(mocked, { suffix: 'corp.internal' });
    await page.getByRole('switch', { name: 'Start at login' }).click();
    await expect(page.getByRole('alert')).toContainText('no space left');
    await page.getByRole('textbox', { name: 'Suffix for names' }).fill('not a domain');
    await expect(page.getByText('Not a domain such as corp.internal')).toBeVisible();
    await picture(page, `settings-trouble-${theme}`);
    await expectAccessible(page);
  });
}

test('each change asks for itself alone', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  await mocked.calls();
  await page.getByRole('switch', { name: 'Start at login' }).click();
  await page.getByRole('switch', { name: 'Notifications' }).click();
  await page.getByText('Dark', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Log level' }).selectOption('Everything');
  const suffix = page.getByRole('textbox', { name: 'Suffix for names' });
  await suffix.fill('Corp.Internal.');
  await expect(page.getByText('web.staging.corp.internal')).toBeVisible();
  await suffix.press('Enter');
  await mocked.called([
    ['changeSettings', { startAtLogin: true }],
    ['changeSettings', { notifications: false }],
    ['changeSettings', { theme: 'dark' }],
    ['changeSettings', { logLevel: 'debug' }],
    ['changeSettings', { suffix: 'corp.internal' }],
  ]);
  await suffix.fill('nowhere else');
  await suffix.press('Enter');
  await suffix.press('Escape');
  await expect(suffix).toHaveValue('');
  expect(await mocked.calls()).toEqual([]);
});

test('speaks German at once', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await mocked.push({ revision: 2, settings: { ...DEFAULT_SETTINGS, language: 'de' } });
  await expect(page.getByRole('heading', { name: 'Erscheinungsbild' })).toBeVisible();
  await picture(page, 'settings-german');
  await expectNoSidewaysScroll(page);
  await page.getByText('Gangway 0.').scrollIntoViewIfNeeded();
  await picture(page, 'settings-german-end');
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
  expect((await mocked.calls()).filter(([name]) => name === 'changeSettings')).toEqual([
    ['changeSettings', { language: 'de' }],
    ['changeSettings', { language: 'en' }],
  ]);
});

test('says what is known of newer versions', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('checkForUpdates', { ok: true, value: { kind: 'current' } });
  await open(mocked);
  await expect(page.getByText('This is the newest version.')).toBeVisible();
  await page.getByRole('button', { name: 'Look now' }).scrollIntoViewIfNeeded();
  await picture(page, 'settings-updates-current');
  const value = { kind: 'available', version: '0.2.0' };
  await mocked.answer('checkForUpdates', { ok: true, value });
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(page.getByText('Version 0.2.0 is loaded')).toBeVisible();
  await picture(page, 'settings-updates-available');
  await expectAccessible(page, { scrolled: true });
});

test('fits at twice the text size and in the smallest window', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked, { suffix: 'corp.internal' });
  await mocked.resize({ width: 480, height: 640 });
  await picture(page, 'settings-narrow');
  await expectNoSidewaysScroll(page);
  await enlarge(page);
  await picture(page, 'large-text-settings');
  await expectNoSidewaysScroll(page);
});

test('is all in reach of the keys', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  await page.getByRole('switch', { name: 'Start at login' }).focus();
  for (const name of ['Connect again at start', 'Notifications']) {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('switch', { name })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'System' })).toBeFocused();
  await mocked.calls();
  await page.keyboard.press('ArrowRight');
  await mocked.called([['changeSettings', { theme: 'light' }]]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Language' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Suffix for names' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Install…' })).toBeFocused();
});
