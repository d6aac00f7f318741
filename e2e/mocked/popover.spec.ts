/** The popover's own controls: the switcher, bridges beside each other, groups, menus and usage. */
import { expect, type Page } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import { NO_HEALTH } from '../../src/shared/health';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences';
import { test } from './app';
import {
  MANY,
  MIXED_NETWORKS,
  PRODUCTION,
  STAGING,
  SWARM_INVENTORY,
  connected,
  failed,
  fifty,
  named,
  several,
  withoutRelay,
} from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';
import { openMenu, openSwitcher } from './popover-steps';

const idOf = (name: string): string =>
  connected().bridges[STAGING.id]?.inventory?.containers.find((each) => each.name === name)?.id ??
  '';

const USAGE = {
  [idOf('web')]: { cpu: 0.031, memory: 41_300_000, memoryLimit: null },
  [idOf('api')]: { cpu: 1.52, memory: 1_240_000_000, memoryLimit: null },
  [idOf('cache')]: { cpu: 0.002, memory: 8_100_000, memoryLimit: null },
};

const usage = (page: Page) => page.getByRole('button', { name: 'Usage' });

for (const theme of ['light', 'dark'] as const) {
  test(`switcher in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(fifty());
    await openSwitcher(page);
    await expect(page.getByRole('combobox', { name: 'Search profiles' })).toBeFocused();
    await picture(page, `switcher-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.keyboard.type('nowhere');
    await expect(page.getByText('No profile has “nowhere”')).toBeVisible();
    await picture(page, `switcher-nothing-${theme}`);
    await expectAccessible(page);
  });

  test(`menu and question in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(named());
    await openMenu(page, 'web');
    await picture(page, `menu-${theme}`);
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Stop…' }).click();
    await expect(page.getByRole('alertdialog', { name: 'Stop web?' })).toBeVisible();
    await picture(page, `question-stop-${theme}`);
    await expectAccessible(page);
    await mocked.hold('actOnContainer');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByText('stopping…')).toBeVisible();
    await picture(page, `stopping-${theme}`);
    await expectAccessible(page);
  });

  test(`groups and usage in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS }));
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('Project');
    await usage(page).click();
    await mocked.emit('usage', USAGE);
    await expect(page.getByText('152 % · 1.2 GB')).toBeVisible();
    await page.getByRole('button', { name: 'No project' }).click();
    await picture(page, `groups-project-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('Network');
    await page.getByRole('heading', { name: 'bridge', exact: false }).first().click();
    await picture(page, `groups-network-${theme}`);
    await expectAccessible(page);
  });
}

test('everything at twice the text size, and from right to left', async ({ mocked }) => {
  const { page } = mocked;
  const rightToLeft = () => page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await mocked.show(several());
  await rightToLeft();
  await usage(page).click();
  await mocked.emit('usage', USAGE);
  await picture(page, 'right-to-left');
  await expectNoSidewaysScroll(page);
  await openSwitcher(page);
  await picture(page, 'right-to-left-switcher');
  await page.keyboard.press('Escape');
  await openMenu(page, 'web');
  await picture(page, 'right-to-left-menu');

  await mocked.show(several());
  await enlarge(page);
  await usage(page).click();
  await mocked.emit('usage', USAGE);
  await openSwitcher(page);
  await picture(page, 'large-text-switcher');
  await expectNoSidewaysScroll(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'web', exact: true }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-rows');
  await expectNoSidewaysScroll(page);
  await openMenu(page, 'web');
  await picture(page, 'large-text-menu');
});

test('says everything in German', async ({ mocked }) => {
  const { page } = mocked;
  const german = (): ReturnType<typeof several> => {
    const all = several();
    return { ...all, settings: { ...all.settings, language: 'de' } };
  };
  await mocked.show(german());
  await expect(page.getByRole('button', { name: 'production-frankfurt trennen' })).toBeVisible();
  await picture(page, 'german');
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /^Profil: / }).click();
  await picture(page, 'german-switcher');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Aktionen für web', exact: true }).click();
  await picture(page, 'german-menu');
});

test('profiles are found, switched and connected without a mouse', async ({ mocked }) => {
  const { page } = mocked;
  const { profiles } = fifty();
  const recent = profiles.find(({ name }) => name === 'cloud-7')?.id ?? '';
  await mocked.answer('preferences', {
    ok: true,
    value: { ...DEFAULT_PREFERENCES, recentProfiles: [STAGING.id, recent] },
  });
  await mocked.show(fifty());
  const current = page.getByRole('button', { name: /^Profile: / });
  await expect(current).toHaveAccessibleName(/staging Connected for \d+ min/);
  await page.keyboard.press('Control+k');
  const rows = page.getByRole('row');
  await expect(rows.first()).toContainText('staging');
  await expect(rows.nth(1)).toContainText('cloud-7');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(current).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('cloud-4');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('combobox', { name: 'Search profiles' })).toHaveAttribute(
    'aria-activedescendant',
    (await page.getByRole('row').nth(1).getByRole('gridcell').first().getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Connect cloud-40' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(current).toHaveAccessibleName('Profile: cloud-40 Not connected');
  await expect(current).toBeFocused();
  const id = profiles.find(({ name }) => name === 'cloud-40')?.id;
  await mocked.called([['connect', id]]);
});

test('other bridges are one click away', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(several());
  const others = page.getByRole('list', { name: 'Other bridges' });
  await expect(others.getByRole('listitem')).toHaveCount(4);
  await expect(others).toContainText('81 ms');
  await page.getByRole('button', { name: 'Disconnect production-frankfurt' }).click();
  await page.getByRole('button', { name: 'Dismiss failure of old-cloud' }).click();
  await others.getByRole('button', { name: 'production-frankfurt Connected' }).click();
  await expect(page.getByRole('button', { name: /^Profile: production/ })).toBeVisible();
  await expect(others).toContainText('staging');
  await mocked.called([
    ['disconnect', PRODUCTION.id],
    ['disconnect', several().profiles[4]?.id],
  ]);
});

test('shows what goes through the link, and why it is not the relay', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(withoutRelay());
  const { health } = withoutRelay().bridges[STAGING.id] ?? {};
  if (!health) throw new Error('no health');
  const link = page.getByRole('region', { name: 'Link' });
  await expect(link.getByTitle('48 MB down and 1.2 MB up')).toContainText('–');
  const more = { ...health, window: [...health.window], receivedBytes: 148_120_000 };
  await mocked.push({ revision: 2, bridges: { [STAGING.id]: { health: more } } });
  await expect(link.getByTitle('148 MB down')).toContainText(/[MG]B\/s down/);
  await expect(link.getByTitle('148 MB down')).toContainText('0 B/s up');
  await page.getByText('OpenSSH tunnel to').click();
  await expect(link).toContainText('noexec on every file system');
  await picture(page, 'connected-without-relay');
});

test('warnings and failures lead to what can be changed', async ({ mocked }) => {
  const { page } = mocked;
  const warnings = [
    errorInfo('net.conflict', { prefix: '172.18.0.0/16', with: '172.18.0.0/16' }),
    errorInfo('docker.context-taken', { context: 'gangway-staging' }),
    errorInfo('docker.no-cli'),
  ];
  await mocked.show(connected({ warnings }));
  const list = page.getByRole('list', { name: 'Warnings' });
  for (const summary of await list.locator('summary').all()) await summary.click();
  await expect(list.getByRole('button')).toHaveCount(2);
  await picture(page, 'warnings-open');
  await list.getByRole('button', { name: 'Edit profile' }).click();
  await list.getByRole('button', { name: 'Show networks' }).click();
  await expect(page.getByRole('tab', { name: 'Networks' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await mocked.show(failed('ssh.auth-failed', { host: '203.0.113.21', user: 'deploy' }));
  await page.getByRole('button', { name: 'Edit profile' }).click();
  const edit = ['openWindow', { window: 'main', section: 'profiles', item: STAGING.id }];
  await mocked.called([edit, edit]);
});

test('remembers the grouping; groups close and open', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('preferences', {
    ok: true,
    value: { ...DEFAULT_PREFERENCES, grouping: 'network' },
  });
  await mocked.show(connected());
  const backend = page.getByRole('button', { name: 'backend 3' });
  await expect(backend).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('heading', { name: 'api', exact: true })).toHaveCount(2);
  await backend.click();
  await expect(page.getByRole('heading', { name: 'api', exact: true })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Search containers' }).fill('api');
  await expect(page.getByRole('heading', { name: 'api', exact: true })).toHaveCount(2);
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText('1 of 8');
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('Project');
  await expect(page.getByRole('heading', { name: 'shop 1' })).toBeVisible();
  await mocked.called([['changePreferences', { grouping: 'project' }]]);
});

test('the menu of a container copies, opens windows and asks before it acts', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show(named());
  const web = page.getByRole('button', { name: 'Actions for web', exact: true });
  await web.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Logs' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Restart…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(web).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
  for (const item of ['Copy address', 'Copy name', 'Open port 443', 'Inspect']) {
    await web.click();
    await page.getByRole('menuitem', { name: item }).click();
  }
  // A click elsewhere closes it, and a second click on its button.
  await web.click();
  await page.getByText('24 ms').click();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await web.click();
  await web.click();
  await expect(page.getByRole('menu')).toHaveCount(0);

  await page.getByRole('heading', { name: 'migrate' }).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Shell' })).toHaveCount(0);
  await mocked.answer('actOnContainer', {
    ok: false,
    error: errorInfo('docker.action-failed', { message: 'no such image' }),
  });
  await page.getByRole('menuitem', { name: 'Start' }).click();
  await expect(page.getByRole('alert')).toContainText('no such image');
  await expect(page.getByText('starting…')).toHaveCount(0);
  const window = { window: 'container', profile: STAGING.id, container: idOf('web') };
  await mocked.called([
    ['copyText', '172.17.0.2'],
    ['copyText', 'web.staging.gangway.internal'],
    ['openUrl', 'https://web.staging.gangway.internal/'],
    ['openWindow', { ...window, tab: 'inspect' }],
    ['actOnContainer', STAGING.id, idOf('migrate'), 'start'],
  ]);
});

test('a container is found and opened by its letters', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected());
  await expect(page.getByRole('textbox', { name: 'Search containers' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('redis');
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText('1 of 8');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'cache', exact: true })).toBeFocused();
  for (const key of ['l', 's', 'Enter']) await page.keyboard.press(key);
  const window = { window: 'container', profile: STAGING.id, container: idOf('cache') };
  await mocked.called(['logs', 'shell', 'logs'].map((tab) => ['openWindow', { ...window, tab }]));
});

test('watches what is in view, and only while it is wanted', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected({ inventory: MANY }));
  await usage(page).click();
  await expect.poll(async () => (await mocked.streams('usage')).length).toBe(1);
  const first = await mocked.streams('usage');
  expect((first[0] as [string, string[]])[1].length).toBeLessThan(40);
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect.poll(() => mocked.streams('usage')).not.toEqual(first);
  expect(await mocked.streams('usage')).toHaveLength(1);
  await mocked.endStream('usage', errorInfo('control.not-connected', { name: 'staging' }));
  await expect(page.getByText('Not connected', { exact: true })).toBeVisible();
  await usage(page).click();
  await expect.poll(() => mocked.streams('usage')).toEqual([]);
});

test('the list is not drawn again for an echo', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected({ inventory: MANY }));
  const health = connected().bridges[STAGING.id]?.health ?? NO_HEALTH;
  await expect(page.getByRole('heading', { name: 'worker-3', exact: true })).toBeVisible();
  await page.evaluate(() => {
    const list = document.querySelector('ul[aria-label=Containers]');
    if (!list) throw new Error('no list');
    window.changes = 0;
    new MutationObserver((all) => (window.changes += all.length)).observe(list, {
      ...{ attributes: true, characterData: true, childList: true, subtree: true },
    });
  });
  for (let i = 0; i < 5; i += 1) {
    const next = { ...health, rttMs: 30 + i };
    await mocked.push({ revision: 2 + i, bridges: { [STAGING.id]: { health: next } } });
  }
  await expect(page.getByTestId('latency')).toHaveText('34 ms');
  expect(await page.evaluate(() => window.changes)).toBe(0);
});

declare global {
  interface Window {
    changes: number;
  }
}
