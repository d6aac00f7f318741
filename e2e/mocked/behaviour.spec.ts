/** What clicks and keys do: each ends in calls of the IPC schema. */
import { expect } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import { test } from './app';
import { openMenu, switchTo } from './popover-steps';
import {
  DOCKER,
  HOST_KEY,
  MANY,
  MIXED_NETWORKS,
  NAMES,
  PASSPHRASE,
  PRODUCTION,
  QUESTIONS,
  STAGING,
  SWARM_INVENTORY,
  asking,
  connected,
  connecting,
  failed,
  named,
  snapshot,
  withBridge,
} from './fixtures';

test('connects, cancels, disconnects, retries', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  await page.getByRole('button', { name: 'Connect staging' }).click();
  await mocked.show(connecting('link'));
  const steps = page.getByRole('region', { name: 'Connecting' }).getByRole('listitem');
  await expect(steps.filter({ hasText: 'Laying the link' })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await page.getByRole('button', { name: 'Cancel connecting staging' }).click();
  await mocked.show(connected());
  await page.getByRole('button', { name: 'Disconnect staging' }).click();
  await mocked.show(failed('ssh.refused', { host: '203.0.113.21', port: 22 }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await mocked.show(
    withBridge({
      kind: 'waiting',
      attempt: 2,
      retryAt: Date.now() + 60_000,
      error: errorInfo('ssh.lost'),
    }),
  );
  await page.getByRole('button', { name: 'Retry now' }).click();
  await page.getByRole('button', { name: 'Stop trying staging' }).click();
  await mocked.called(
    ['connect', 'disconnect', 'disconnect', 'connect', 'disconnect', 'connect', 'disconnect'].map(
      (name) => [name, STAGING.id],
    ),
  );
});

test('a refused call is shown and can be dismissed', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  await mocked.answer('connect', {
    ok: false,
    error: errorInfo('config.unknown-profile', { id: STAGING.id }),
  });
  await page.getByRole('button', { name: 'Connect staging' }).click();
  await expect(page.getByRole('alert', { name: 'Problem' })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss problem' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('follows patches, and asks again after a gap', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  const state = { kind: 'connecting', attempt: 1, phase: 'routes' } as const;
  await mocked.push({ revision: 2, bridges: { [STAGING.id]: { state } } });
  await expect(page.getByRole('region', { name: 'Connecting' })).toBeVisible();
  await expect(page.getByRole('log')).toContainText('staging: connecting');
  await mocked.answer('snapshot', { ok: true, value: { ...connected(), revision: 9 } });
  await mocked.push({ revision: 9 });
  await expect(page.getByRole('region', { name: 'Link' })).toBeVisible();
});

test('says why the engine does not run, and tries again', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.answer('snapshot', { ok: false, error: errorInfo('control.busy') });
  await page.reload();
  await expect(page.getByText('control.busy', { exact: true })).toBeVisible();
  await mocked.answer('snapshot', { ok: true, value: snapshot() });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: 'Connect staging' })).toBeVisible();
});

test('copies addresses and ports, opens what a browser can show', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected());
  await page.evaluate(() => {
    document.ariaNotify = (words) => (document.body.dataset['heard'] = words);
  });
  const address = page.getByRole('button', { name: 'Copy 172.17.0.2 of web' });
  await address.click();
  await expect(address).toContainText('Copied');
  await expect(page.locator('body')).toHaveAttribute('data-heard', 'Copied');
  await page.getByRole('button', { name: 'Copy 172.20.0.3:6379 of cache' }).click();
  await page.getByRole('button', { name: 'Open port 443 of web in the browser' }).click();
  await mocked.called([
    ['copyText', '172.17.0.2'],
    ['copyText', '172.20.0.3:6379'],
    ['openUrl', 'https://172.17.0.2/'],
  ]);
});

test('copies whole names, and opens what a browser can show by them', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(named());
  const name = page.getByRole('button', { name: 'Copy web.staging.gangway.internal of web' });
  await expect(name).toHaveText('web.staging');
  await expect(name).toHaveAttribute('title', 'web.staging.gangway.internal');
  await name.click();
  await page.getByRole('button', { name: 'Copy 172.17.0.2 of web' }).click();
  await page.getByRole('button', { name: 'Open port 443 of web in the browser' }).click();
  const more = page.getByRole('button', { name: 'Show +2 more names of web' });
  await expect(page.getByRole('button', { name: 'Copy www.staging' })).toHaveCount(0);
  await more.click();
  await page.getByRole('button', { name: 'Copy www.staging.gangway.internal of web' }).click();
  await page.getByRole('button', { name: 'Hide +2 more names of web' }).click();
  await expect(page.getByRole('button', { name: 'Copy www.staging' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy staging.gangway.internal, where' }).click();
  await page.getByRole('button', { name: 'Copy docker --context gangway-staging ps' }).click();
  await mocked.called([
    ['copyText', 'web.staging.gangway.internal'],
    ['copyText', '172.17.0.2'],
    ['openUrl', 'https://web.staging.gangway.internal/'],
    ['copyText', 'www.staging.gangway.internal'],
    ['copyText', 'staging.gangway.internal'],
    ['copyText', 'docker --context gangway-staging ps'],
  ]);
});

test('finds containers by any of their names', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(named());
  const search = page.getByRole('textbox', { name: 'Search containers' });
  await search.fill('orders.shop.staging.gangway.internal');
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText('1 of 8');
  await expect(page.getByRole('heading', { name: 'shop-orders-consumer' })).toBeVisible();
});

test('shows no names where none works, and says once where only exact ones do', async ({
  mocked,
}) => {
  const { page } = mocked;
  const exact = page.getByText('Exact names only');
  await mocked.show(named({ names: { ...NAMES, resolver: 'hosts-file' } }));
  await expect(exact).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Copy web.staging' })).toBeVisible();
  await mocked.push({
    revision: 2,
    bridges: {
      [STAGING.id]: {
        names: { ...NAMES, resolver: null },
        docker: { ...DOCKER, context: null },
        warnings: [errorInfo('names.apply-failed', { message: 'no bus' })],
      },
    },
  });
  await expect(exact).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy web.staging' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Open port 443 of web in the browser' }).click();
  await page.getByRole('button', { name: 'Copy DOCKER_HOST' }).click();
  await page.getByText('No names').click();
  await expect(page.getByText('no bus')).toBeVisible();
  await mocked.called([
    ['openUrl', 'https://172.17.0.2/'],
    ['copyText', `DOCKER_HOST=unix://${DOCKER.socket} docker ps`],
  ]);
});

test('is driven by the keyboard', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected());
  const search = page.getByRole('textbox', { name: 'Search containers' });
  await expect(search).toBeVisible();
  await page.keyboard.press('Control+f');
  await expect(search).toBeFocused();
  await page.keyboard.type('172.20');
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText('3 of 8');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'cache', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Copy 172.20.0.3 of cache' })).toBeFocused();
  await page.keyboard.press('Enter');
  await search.focus();
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await page.keyboard.press('Escape');
  await mocked.called([['copyText', '172.20.0.3'], ['hideWindow']]);
});

const swarm = () => connected({ inventory: SWARM_INVENTORY, networks: MIXED_NETWORKS });

test('switches networks by the keyboard, and shows what is so, not what was asked', async ({
  mocked,
}) => {
  const { page } = mocked;
  const networks = (kind: 'off' | 'opening' | 'on', enabled: boolean) =>
    MIXED_NETWORKS.map((each) =>
      each.name === 'monitoring' ? { ...each, enabled, reach: { kind } } : each,
    );
  await mocked.show(swarm());
  await page.getByRole('tab', { name: 'Containers' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Networks' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Networks' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('switch', { name: 'Route backend' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const monitoring = page.getByRole('switch', { name: 'Route monitoring' });
  await expect(monitoring).toBeFocused();
  await expect(monitoring).toHaveAccessibleDescription('Off');

  await mocked.hold('setNetwork');
  await page.keyboard.press('Space');
  await expect(monitoring).toHaveAttribute('aria-busy', 'true');
  await expect(monitoring).not.toBeChecked();
  await page.keyboard.press('Space');
  await mocked.called([['setNetwork', STAGING.id, 'monitoring', true]]);

  await mocked.push({
    revision: 2,
    bridges: { [STAGING.id]: { networks: networks('opening', true) } },
  });
  await expect(monitoring).toHaveAccessibleDescription('Opening…');
  await expect(page.getByText('Opening…').first()).toBeVisible();
  await mocked.push({ revision: 3, bridges: { [STAGING.id]: { networks: networks('on', true) } } });
  await expect(monitoring).toHaveAccessibleDescription('On');
  await expect(monitoring).toBeChecked();
  await page.keyboard.press('End');
  await expect(page.getByText('192.168.1.0/24 here as 10.202.1.0/24')).toBeVisible();
});

test('switches off, says why a choice was not taken, and leads to additional CIDRs', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show(swarm());
  await page.getByRole('tab', { name: 'Networks' }).click();
  await expect(page.getByRole('switch', { name: 'Route ingress' })).toHaveCount(0);
  await mocked.answer('setNetwork', {
    ok: false,
    error: errorInfo('config.storage-failed', { path: '/p', message: 'no space left' }),
  });
  const bridge = page.getByRole('switch', { name: 'Route bridge' });
  await bridge.click();
  await expect(page.getByRole('alert')).toContainText('/p cannot be used: no space left.');
  await expect(bridge).toBeChecked();
  await mocked.answer('setNetwork', { ok: true, value: undefined });
  await bridge.click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit Additional CIDRs' }).click();
  await mocked.called([
    ['setNetwork', STAGING.id, 'bridge', false],
    ['setNetwork', STAGING.id, 'bridge', false],
    ['openWindow', { window: 'main', section: 'profiles', item: STAGING.id }],
  ]);
});

test('keeps a choice while it is not connected', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  await switchTo(page, 'production-frankfurt');
  await page.getByRole('tab', { name: 'Networks' }).click();
  await page.getByRole('switch', { name: 'Route shop_front' }).click();
  await mocked.called([['setNetwork', PRODUCTION.id, 'shop_front', false]]);
});

test('gives the addresses that work here, and names those of tasks on other nodes', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show(swarm());
  const web = page.getByRole('button', {
    name: 'Copy 10.201.0.2 of web, which is 172.17.0.2 on the gateway',
  });
  await expect(web).toHaveAttribute('title', '172.17.0.2 on the gateway');
  await web.click();
  await page.getByRole('button', { name: 'Open port 443 of web in the browser' }).click();
  await page.getByRole('textbox', { name: 'Search containers' }).fill('worker-b');
  await expect(page.getByRole('heading', { name: 'On other nodes 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy 10.0.9.5 of web.2' }).click();
  await page.getByRole('textbox', { name: 'Search containers' }).fill('10.201.0.2');
  await expect(page.getByRole('status', { name: 'Containers shown' })).toHaveText('1 of 10');
  await mocked.called([
    ['copyText', '10.201.0.2'],
    ['openUrl', 'https://10.201.0.2/'],
    ['copyText', '10.0.9.5'],
  ]);
});

test('checks whether a container can be reached, and drops an answer that is out of date', async ({
  mocked,
}) => {
  const { page } = mocked;
  await mocked.show(swarm());
  const check = async (): Promise<void> => {
    await openMenu(page, 'web');
    await page.getByRole('menuitem', { name: 'Check whether it answers' }).click();
  };
  const answer = page.getByRole('status', { name: 'Check of web', exact: true });
  await mocked.hold('checkContainer');
  await check();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await check();
  const { id } = SWARM_INVENTORY.containers[0] ?? { id: '' };
  await mocked.called([['checkContainer', STAGING.id, id]]);

  await mocked.show(swarm());
  await mocked.answer('checkContainer', {
    ok: false,
    error: errorInfo('control.not-connected', { name: 'staging' }),
  });
  await check();
  await expect(answer).toContainText('staging is not connected.');
  await page.getByRole('button', { name: 'Dismiss check of web' }).click();
  await expect(answer).toBeHidden();

  await mocked.answer('checkContainer', {
    ok: true,
    value: { kind: 'reachable', address: '10.201.0.2', rttMs: 0.912 },
  });
  await check();
  await expect(answer).toHaveText('Reachable, 0.91 ms at 10.201.0.2');
  await mocked.push({ revision: 2, bridges: { [STAGING.id]: { networks: [] } } });
  await expect(answer).toBeHidden();
});

test('draws only those of many containers that can be seen', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(connected({ inventory: MANY }));
  const rows = page.getByRole('list', { name: 'Containers' }).getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(40);
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await expect(page.getByRole('heading', { name: 'worker-400', exact: true })).toBeVisible();
});

test('asks about an unknown host key; a stray Enter trusts nothing', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(asking(HOST_KEY));
  const sheet = page.getByRole('dialog', { name: 'Is this 203.0.113.21?' });
  await expect(sheet).toContainText('SHA256:uNiVztksCsDhcc0u9e8BrYhcN3f0zQ1sYJpN4hF6rSk');
  await expect(sheet).toContainText('ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub');
  await page.keyboard.press('Enter');
  expect(await mocked.calls()).toEqual([]);
  await page.getByRole('button', { name: 'Trust and connect' }).click();
  await page.keyboard.press('Escape');
  const { id } = asking(HOST_KEY).prompts[0] ?? { id: '' };
  await mocked.called([
    ['answerPrompt', id, { kind: 'accept' }],
    ['answerPrompt', id, { kind: 'cancel' }],
  ]);
});

test('takes a passphrase and forgets it', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(asking(PASSPHRASE));
  const field = page.getByLabel('Passphrase');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('type', 'password');
  await page.keyboard.type('correct horse');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await mocked.called([
    ['answerPrompt', expect.any(String), { kind: 'answers', answers: ['correct horse'] }],
  ]);
});

test('asks the server’s own questions in its own words', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(asking(QUESTIONS));
  await expect(page.getByText('Codes change every 30 seconds.')).toBeVisible();
  await expect(page.getByLabel('Password:')).toHaveAttribute('type', 'password');
  await expect(page.getByLabel('Verification code:')).toHaveAttribute('type', 'text');
  await page.keyboard.type('secret');
  // The focus stays within the sheet: two fields, two buttons, then the first field again.
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
  await page.getByLabel('Verification code:').fill('123456');
  await page.keyboard.press('Enter');
  await mocked.called([
    ['answerPrompt', expect.any(String), { kind: 'answers', answers: ['secret', '123456'] }],
  ]);
});

test('loads nothing from elsewhere and opens no window', async ({ mocked }) => {
  const { page } = mocked;
  await mocked.show(snapshot());
  const tried = await page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      refused.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'document.title = "owned"';
    document.body.append(script);
    await fetch('https://example.com/').catch(() => undefined);
    const opened = window.open('https://example.com/') !== null;
    const permission = await navigator.permissions.query({ name: 'geolocation' });
    return { refused, opened, title: document.title, permission: permission.state };
  });
  expect(tried).toEqual({
    refused: ['script-src-elem', 'connect-src'],
    opened: false,
    title: 'Gangway',
    permission: 'denied',
  });
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
});
