/** The promise of the product: one click, and the laptop reaches a container by its own address. */
import { expect, openedPages, startApp, test } from './support/app';
import {
  ADDRESS,
  containerAddress,
  knowHostKeys,
  onLaptop,
  refuseConnections,
} from './support/lab';
import { httpGet, redisPing } from './support/network';
import { routedPrefixes } from '../src/shared/routed-prefixes';

test('one click reaches a container by its address', async ({ gangway }) => {
  const { page } = gangway;
  await gangway.open();
  await gangway.screenshot('first-run');
  await gangway.addProfile({ name: 'staging', host: '203.0.113.21' });
  await gangway.screenshot('idle');

  await gangway.connect('staging');
  await expect(page.getByText(/SHA256:/)).toBeVisible();
  await gangway.screenshot('host-key');
  await gangway.trustHostKey();
  const { link } = await gangway.waitForState('staging', 'connected');
  expect(link.mode).toBe('relay');
  expect(link.rights).toBe('root');
  const { networks } = await gangway.bridge('staging');
  expect(routedPrefixes(networks)).toEqual(
    expect.arrayContaining(['172.17.0.0/16', '172.18.0.0/16']),
  );

  const containers = page.getByRole('list', { name: 'Containers' });
  for (const name of ['web', 'cache', 'api', 'worker', 'old-job']) {
    await expect(containers.getByText(name, { exact: true }).first()).toBeVisible();
  }
  await expect(page.getByTestId('latency')).toHaveText(/\d/);
  await expect(page.getByRole('region', { name: 'Link' }).getByText(/\d B\/s$/)).toHaveCount(2);
  // For the picture in the README: enough echoes for a line.
  await expect
    .poll(async () => (await gangway.health('staging')).window.length)
    .toBeGreaterThanOrEqual(12);
  await gangway.screenshot('connected');
  await gangway.screenshotOfScreen('desktop-connected');

  const web = await containerAddress('a', 'web');
  expect(await httpGet(web)).toEqual({ status: 200, text: 'Hello from web-a' });
  const api = await containerAddress('a', 'api', 'backend');
  expect(await httpGet(api)).toEqual({ status: 200, text: 'Hello from api-a' });
  expect(await redisPing(await containerAddress('a', 'cache'))).toBe('PONG');
  await onLaptop('ping', '-c', '2', '-W', '2', web);

  await gangway.disconnect('staging');
  await expect(onLaptop('curl', '-sS', '-m', '2', `http://${web}/`)).rejects.toThrow();
});

test('profiles are found by typing, the latest first, and so after a restart', async ({
  gangway,
  home,
}) => {
  await gangway.open();
  await gangway.addProfile({ name: 'first', host: '203.0.113.21' });
  await gangway.addProfile({ name: 'second', host: '203.0.113.22' });
  await gangway.addProfile({ name: 'third', host: 'c.lab' });
  await gangway.choose('second');
  await gangway.electron.close();

  const again = await startApp(home);
  const { page } = again;
  await again.open();
  const current = page.getByRole('button', { name: /^Profile: / });
  await expect(current).toHaveAccessibleName(/^Profile: second/);
  await current.click();
  const rows = page.getByRole('dialog', { name: 'Profiles' }).getByRole('row');
  await expect(rows).toHaveText([/second/, /third/, /first/]);
  await again.screenshot('switcher');
  await page.keyboard.type('c.lab');
  await expect(rows).toHaveText([/third/]);
  await page.keyboard.press('Enter');
  await expect(current).toHaveAccessibleName(/^Profile: third/);
  await again.electron.close();
});

test('a page opens on connect, and a drop leads to the next gateway', async ({ gangway, home }) => {
  const { page } = gangway;
  const openOnConnect = 'http://web.staging/';
  await knowHostKeys(home, 'a', 'b');
  await gangway.open();
  await gangway.storeDraft({
    ...{ name: 'staging', cidrs: [], networks: {}, openOnConnect },
    gateways: [
      { host: ADDRESS.a, user: 'root' },
      { host: ADDRESS.b, user: 'root' },
    ],
  });
  await gangway.connect('staging');
  await gangway.waitForState('staging', 'connected');
  await expect(page.getByText(`Relay to ${ADDRESS.a}:22`)).toBeVisible();
  await expect.poll(() => openedPages(home)).toEqual([openOnConnect]);

  const acceptAgain = await refuseConnections();
  try {
    await expect(page.getByText(`Relay to ${ADDRESS.b}:22`)).toBeVisible();
    await gangway.waitForState('staging', 'connected');
    await gangway.screenshot('failover');
    expect((await httpGet(await containerAddress('b', 'web'))).text).toBe('Hello from web-b');
    // Nobody has clicked.
    expect(await openedPages(home)).toEqual([openOnConnect]);
    await gangway.disconnect('staging');
  } finally {
    await acceptAgain();
  }
});
