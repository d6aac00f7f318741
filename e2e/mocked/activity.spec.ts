/** The activity screen: what it shows, how it is filtered, and what leaves it. */
import { expect } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import { activity } from './activity-fixtures';
import { test, type MockedApp } from './app';
import { connected, STAGING } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';

const SOCKET_UNIT = '/etc/systemd/system/gangway-helper-1000.socket';
const SET_ASIDE = errorInfo('config.file-broken', {
  path: '/home/ada/.config/gangway/settings.json',
  reason: 'it is not whole JSON',
  kept: '/home/ada/.config/gangway/settings.json.broken-2026-11-22T16-30-00.000Z',
  of: 'settings',
});

async function open(mocked: MockedApp, events = activity()): Promise<void> {
  await mocked.answer('activity', { ok: true, value: { events, trouble: null } });
  await mocked.showRoute({ window: 'main', section: 'activity' }, connected());
  await expect(mocked.page.getByRole('heading', { level: 1 })).toHaveText('Activity');
}

for (const theme of ['light', 'dark'] as const) {
  test(`activity in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await open(mocked);
    await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
    await picture(page, `activity-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByText('Show them word for word').click();
    await page.getByText('+ 10.201.0.0/24').scrollIntoViewIfNeeded();
    await page.getByText(`ip route add 10.201.0.0/24`).scrollIntoViewIfNeeded();
    await picture(page, `activity-commands-${theme}`);
    await page.getByRole('heading', { name: 'Yesterday' }).scrollIntoViewIfNeeded();
    await page.getByRole('heading', { name: 'Profile added' }).scrollIntoViewIfNeeded();
    await picture(page, `activity-yesterday-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test(`what is of no profile in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await open(mocked, [
      { id: 1, at: Date.now() - 60_000, kind: 'warning', error: SET_ASIDE },
      { id: 2, at: Date.now() - 30_000, kind: 'started-by-service', path: SOCKET_UNIT },
    ]);
    await expect(page.getByText(SOCKET_UNIT)).toBeVisible();
    await expect(page.getByRole('heading', { name: /Settings set aside/ })).toBeVisible();
    await picture(page, `activity-of-no-profile-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test(`filtered activity in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await open(mocked);
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Trouble');
    await expect(page.getByRole('status', { name: 'Events shown' })).toHaveText('5 of 27');
    await picture(page, `activity-trouble-${theme}`);
    await page.getByRole('combobox', { name: 'Profile' }).selectOption('production-frankfurt');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
    await page.getByRole('textbox', { name: 'Search activity' }).fill('nowhere');
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await picture(page, `activity-nothing-${theme}`);
    await expectAccessible(page);
  });

  test(`no activity, and a disk that is full, in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await open(mocked, []);
    await expect(page.getByRole('heading', { name: 'Nothing yet' })).toBeVisible();
    await picture(page, `activity-empty-${theme}`);
    await expectAccessible(page);
    const trouble = errorInfo('config.storage-failed', {
      path: '/home/ada/.config/gangway/logs',
      message: 'ENOSPC: no space left on device',
    });
    await mocked.answer('activity', { ok: true, value: { events: activity(), trouble } });
    await mocked.push({ revision: 2 });
    await expect(page.getByRole('alert', { name: 'Log file' })).toContainText('no space left');
    await picture(page, `activity-trouble-with-file-${theme}`);
    await expectAccessible(page);
  });
}

test('twice the text size still fits', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  await enlarge(page);
  await picture(page, 'large-text-activity');
  await expectNoSidewaysScroll(page);
  await page.getByRole('heading', { name: 'Routes: 2 added' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-activity-commands');
  await expectNoSidewaysScroll(page);
});

test('is searched by keys alone', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  const search = page.getByRole('textbox', { name: 'Search activity' });
  await page.getByRole('combobox', { name: 'Profile' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Kind' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(search).toBeFocused();
  await page.keyboard.type('10.203');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('+ 10.203.0.0/24')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('/usr/sbin/ip route add 10.203.0.0/24')).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
});

test('asks for what is new after each patch, and shows it first', async ({ mocked }) => {
  const { page } = mocked;
  const events = activity();
  await open(mocked, events);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(events.length);
  await mocked.called([['activity', 0]]);
  const more = { id: 28, at: Date.now(), kind: 'connect-asked', profile: STAGING } as const;
  await mocked.answer('activity', { ok: true, value: { events: [more], trouble: null } });
  await mocked.push({ revision: 2 });
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(events.length + 1);
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText(
    'Connect was asked for',
  );
  await mocked.called([['activity', 27]]);
});

test('exports, copies diagnostics, and says what went wrong', async ({ mocked }) => {
  const { page } = mocked;
  await open(mocked);
  await mocked.calls();
  await mocked.answer('exportActivity', { ok: true, value: '/home/ada/gangway.jsonl' });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Exported to /home/ada/gangway.jsonl')).toBeVisible();
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByText('Diagnostics copied')).toBeVisible();
  await picture(page, 'activity-copied');
  await expectAccessible(page);
  await mocked.answer('exportActivity', { ok: true, value: null });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByText('Exported')).toHaveCount(0);
  await mocked.answer('exportActivity', {
    ok: false,
    error: errorInfo('config.storage-failed', { path: '/mnt/x', message: 'EROFS' }),
  });
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('alert', { name: 'Problem' })).toContainText('/mnt/x');
  await mocked.called([
    ['exportActivity'],
    ['copyDiagnostics'],
    ['exportActivity'],
    ['exportActivity'],
  ]);
});
