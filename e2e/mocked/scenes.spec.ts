/** Every state in light and dark: a picture, and no violation of WCAG 2.2 AA. */
import { expect } from '@playwright/test';
import { test } from './app';
import {
  MIXED_NETWORKS,
  NAME_WARNINGS,
  SCENES,
  STAGING,
  SWARM_INVENTORY,
  connected,
  named,
  snapshot,
} from './fixtures';
import { switchTo } from './popover-steps';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';
import { errorInfo } from '../../src/shared/errors';
import { EMPTY_BRIDGE } from '../../src/shared/snapshot';

for (const theme of ['light', 'dark'] as const) {
  for (const [name, scene] of SCENES) {
    test(`${name} in ${theme}`, async ({ mocked }) => {
      await mocked.theme(theme);
      await mocked.show(scene());
      await expect(mocked.page.getByRole('heading', { level: 1 })).toBeAttached();
      await picture(mocked.page, `${name}-${theme}`);
      await expectNoSidewaysScroll(mocked.page);
      await expectAccessible(mocked.page);
    });
  }

  test(`traffic in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await page.clock.install();
    await mocked.show(named());
    const { health } = named().bridges[STAGING.id] ?? EMPTY_BRIDGE;
    for (const second of [1, 2, 3]) {
      await page.clock.runFor(1000);
      const receivedBytes = health.receivedBytes + second * 1_860_000;
      const sentBytes = health.sentBytes + second * 64_000;
      const later = { ...health, window: [...health.window], receivedBytes, sentBytes };
      await mocked.push({ revision: 1 + second, bridges: { [STAGING.id]: { health: later } } });
    }
    const link = page.getByRole('region', { name: 'Link' });
    await expect(link).toContainText(/MB\/s down/);
    await expect(link).toContainText(/kB\/s up/);
    await picture(page, `connected-traffic-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    // The page is everybody's, and so is its clock: it shows the time again.
    await page.clock.setSystemTime(Date.now());
  });

  test(`all names of a container in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(named());
    await page.getByRole('button', { name: 'Show +3 more names of api' }).click();
    await page.getByRole('heading', { name: 'web', exact: true }).scrollIntoViewIfNeeded();
    await picture(page, `names-open-${theme}`);
    await page.getByRole('button', { name: 'Show +2 more names of shop-orders' }).click();
    await page.getByRole('heading', { name: 'resolver' }).scrollIntoViewIfNeeded();
    await picture(page, `names-open-long-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page, { scrolled: true });
  });

  for (const warning of NAME_WARNINGS) {
    test(`${warning.code} in ${theme}`, async ({ mocked }) => {
      const { page } = mocked;
      await mocked.theme(theme);
      await mocked.show(connected({ warnings: [warning] }));
      await page.getByRole('list', { name: 'Warnings' }).locator('summary').click();
      await picture(page, `warning-${warning.code.replace('.', '-')}-${theme}`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  }

  test(`networks in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS }));
    await page.getByRole('tab', { name: 'Networks' }).click();
    await expect(page.getByRole('switch', { name: 'Route shop_front' })).toBeVisible();
    await picture(page, `networks-${theme}`);
    await page.getByRole('heading', { name: 'shop_cache' }).scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await mocked.answer('setNetwork', {
      ok: false,
      error: errorInfo('config.storage-failed', {
        path: '/home/dev/.config/gangway/profiles.json',
        message: 'no space left on device',
      }),
    });
    await page.getByRole('switch', { name: 'Route monitoring' }).click();
    await expect(page.getByRole('alert')).toContainText('no space left');
    await page.getByText('172.17.0.0/16 here as 10.201.0.0/16').click();
    await picture(page, `networks-refused-call-${theme}`);
    await page.getByRole('heading', { name: '192.168.1.0/24' }).scrollIntoViewIfNeeded();
    await page.getByText('Internal network').click();
    await picture(page, `networks-scrolled-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  test(`networks while not connected in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(snapshot());
    await page.getByRole('tab', { name: 'Networks' }).click();
    await expect(page.getByRole('heading', { name: 'Not connected' })).toBeVisible();
    await picture(page, `networks-unknown-${theme}`);
    await switchTo(page, 'production-frankfurt');
    await expect(page.getByRole('switch', { name: 'Route shop_front' })).toBeChecked();
    await picture(page, `networks-chosen-${theme}`);
    await expectAccessible(page);
    await mocked.show(connected({ networks: [] }));
    await page.getByRole('tab', { name: 'Networks' }).click();
    await expect(page.getByRole('heading', { name: 'No networks' })).toBeVisible();
    await picture(page, `networks-none-${theme}`);
    await expectAccessible(page);
  });

  test(`checks in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS }));
    const check = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
      await page.getByRole('menuitem', { name: 'Check whether it answers' }).click();
    };
    await mocked.answer('checkContainer', {
      ok: true,
      value: { kind: 'reachable', address: '10.201.0.2', rttMs: 1.2 },
    });
    await check('web');
    await expect(page.getByRole('status', { name: 'Check of web', exact: true })).toContainText(
      'Reachable, 1.2 ms at 10.201.0.2',
    );
    await mocked.answer('checkContainer', {
      ok: true,
      value: {
        kind: 'unreachable',
        error: errorInfo('net.not-enabled', { network: 'monitoring' }),
      },
    });
    await check('metrics');
    await expect(page.getByRole('status', { name: 'Check of metrics' })).toContainText(
      'gangway network enable monitoring',
    );
    await page.getByRole('heading', { name: 'metrics' }).scrollIntoViewIfNeeded();
    await picture(page, `checks-${theme}`);
    await page.getByRole('heading', { name: 'web.3' }).scrollIntoViewIfNeeded();
    await picture(page, `tasks-${theme}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page, { scrolled: true });
  });

  test(`no list of containers in ${theme}`, async ({ mocked }) => {
    await mocked.theme(theme);
    const warnings = [errorInfo('docker.denied', { user: 'deploy', host: '203.0.113.21' })];
    await mocked.show(connected({ inventory: null, warnings }));
    await expect(mocked.page.getByRole('heading', { name: 'No list of containers' })).toBeVisible();
    await picture(mocked.page, `connected-without-docker-${theme}`);
    await expectAccessible(mocked.page);
  });

  test(`search in ${theme}`, async ({ mocked }) => {
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(connected());
    const search = page.getByRole('textbox', { name: 'Search containers' });
    await expect(search).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('backend');
    await expect(page.getByRole('heading', { name: 'web', exact: true })).toHaveCount(0);
    await picture(page, `search-${theme}`);
    await page.keyboard.type(' nowhere');
    await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
    await picture(page, `search-nothing-${theme}`);
    await expectAccessible(page);
  });
}

test('the rest of a long page', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected());
  await page.getByText('OpenSSH tunnel to').click();
  await picture(page, 'connected-details');
  await mocked.show(named());
  await page.getByText('OpenSSH tunnel to').click();
  await picture(page, 'connected-named-details');
  await page.getByRole('heading', { name: 'old-web' }).scrollIntoViewIfNeeded();
  await picture(page, 'connected-scrolled');
  await expectAccessible(page, { scrolled: true });
});

test('twice the text size still fits', async ({ mocked }) => {
  const { page } = mocked;
  for (const [name, scene] of SCENES) {
    await mocked.show(scene());
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await enlarge(page);
    await picture(page, `large-text-${name}`);
    await expectNoSidewaysScroll(page);
  }
  await mocked.show(named());
  await enlarge(page);
  await page.getByRole('button', { name: 'Show +2 more names of shop-orders' }).click();
  await page.getByRole('heading', { name: 'shop-orders' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-names');
  await expectNoSidewaysScroll(page);
  await mocked.show(connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS }));
  await page.getByRole('tab', { name: 'Networks' }).click();
  await enlarge(page);
  await page.getByRole('heading', { name: 'shop_cache' }).scrollIntoViewIfNeeded();
  await picture(page, 'large-text-networks');
  await expectNoSidewaysScroll(page);
});
