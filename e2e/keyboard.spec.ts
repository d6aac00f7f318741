/** The whole way by the keyboard alone: no key of this test is a click. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ELECTRON, ROOT, expect, gangwayEnvironment, test } from './support/app';

test('connects, finds a container, opens its logs and disconnects without a mouse', async ({
  gangway,
  home,
}) => {
  const { page } = gangway;
  const { keyboard } = page;
  // As a launcher opens it: what is started again shows the one that runs.
  const open = async (): Promise<void> => {
    await promisify(execFile)(ELECTRON, [ROOT], { env: gangwayEnvironment(home) });
    await expect.poll(() => gangway.isShown()).toBe(true);
  };
  await open();
  await gangway.storeProfile({ name: 'staging', host: '203.0.113.21' });
  const current = page.getByRole('button', { name: /^Profile: / });
  await expect(current).toBeVisible();

  // The list of profiles opens by a shortcut, and Tab leads from a row to its button.
  await keyboard.press('Control+k');
  await keyboard.type('stag');
  await keyboard.press('Tab');
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Connect staging' }),
  ).toBeFocused();
  await keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: /^Is this/ });
  await expect(sheet).toContainText('SHA256:');
  const trust = page.getByRole('button', { name: 'Trust and connect' });
  for (let i = 0; i < 6 && !(await trust.evaluate((it) => it === document.activeElement)); i += 1)
    await keyboard.press('Tab');
  await keyboard.press('Enter');
  await gangway.waitForState('staging', 'connected');
  await expect(page.getByRole('combobox', { name: 'Search profiles' })).toHaveCount(0);

  // Found by typing; its letter opens what it has said.
  const containers = page.getByRole('list', { name: 'Containers' });
  await expect(containers.getByRole('heading', { name: 'cache', exact: true })).toBeVisible();
  await keyboard.press('/');
  await keyboard.type('redis');
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText(/^1 of /);
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'cache', exact: true })).toBeFocused();
  await gangway.screenshot('keyboard-found');
  const logs = await gangway.opened(() => keyboard.press('l'));
  await expect(logs.getByRole('tab', { name: 'Logs' })).toHaveAttribute('aria-selected', 'true');
  await expect(logs.getByRole('log', { name: 'Logs of cache' })).toContainText(
    'Ready to accept connections',
  );
  await gangway.screenshot('keyboard-logs', logs);

  // Back in the popover.
  await open();
  await keyboard.press('Control+k');
  await keyboard.press('Tab');
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Disconnect staging' }),
  ).toBeFocused();
  await keyboard.press('Enter');
  await gangway.waitForState('staging', 'idle');
});
