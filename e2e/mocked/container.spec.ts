/** The window of one container: each of its states in light and dark, and what one does in it. */
import { expect, type Page } from '@playwright/test';
import { errorInfo } from '../../src/shared/errors';
import type { ContainerTab } from '../../src/shared/window-route';
import { test, type MockedApp } from './app';
import { bridgeOf, dropped, INSPECTED, line, route, SAID, web, WEB_ID } from './container-fixtures';
import { STAGING } from './fixtures';
import { enlarge, expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';

const UP = bridgeOf(web()).state;
const gone = (): ReturnType<typeof web> => {
  const base = web();
  const { inventory } = bridgeOf(base);
  return web({}, { inventory: inventory && { ...inventory, containers: [] } });
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function look(page: Page, name: string): Promise<void> {
  await picture(page, `container-${name}`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

async function open(mocked: MockedApp, tab: ContainerTab, snapshot = web()): Promise<Page> {
  await mocked.answer('inspectContainer', { ok: true, value: INSPECTED });
  await mocked.showRoute(route(tab), snapshot);
  return mocked.page;
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.beforeEach(async ({ mocked }) => {
      await mocked.theme(theme);
    });

    test(`logs in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'logs');
      await expect(page.getByText('No logs yet')).toBeVisible();
      await look(page, `logs-none-${theme}`);
      await mocked.emit('logs', SAID);
      await expect(page.getByRole('log', { name: /Logs of|Logs von/ })).toContainText('not markup');
      await look(page, `logs-${theme}`);
      await page.getByRole('button', { name: 'Show times' }).click();
      await page.getByRole('textbox', { name: 'Search logs' }).fill('orders/1');
      await page.getByRole('textbox', { name: 'Search logs' }).press('Shift+Enter');
      await mocked.answer('saveLogs', { ok: true, value: '/home/dev/Documents/web.log' });
      await page.getByRole('button', { name: 'Save all logs…' }).click();
      await expect(page.getByText('Saved to /home/dev/Documents/web.log')).toBeVisible();
      await look(page, `logs-search-${theme}`);
      await mocked.endStream('logs', errorInfo('docker.failed', { message: 'read ECONNRESET' }));
      await expect(page.getByRole('alert')).toBeVisible();
      await look(page, `logs-failed-${theme}`);
    });

    test(`stopping in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'logs');
      await mocked.emit('logs', SAID);
      await mocked.hold('actOnContainer');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look(page, `stop-${theme}`);
      await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByRole('button', { name: 'Stopping…' })).toBeDisabled();
      await look(page, `stopping-${theme}`);
      await mocked.endStream('logs');
      await mocked.answer('actOnContainer', {
        ok: false,
        error: errorInfo('docker.action-failed', {
          action: 'start',
          name: 'web',
          message: 'port is already allocated',
        }),
      });
      await open(
        mocked,
        'logs',
        web({ status: 'exited', statusText: 'Exited (0) 2 seconds ago', health: 'none' }),
      );
      await mocked.emit('logs', SAID);
      await mocked.endStream('logs');
      await page.getByRole('button', { name: 'Start' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await look(page, `stopped-${theme}`);
    });

    test(`shell in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'shell');
      await mocked.emit(
        'shell',
        bytes(
          'root@web:/# ls --color\r\n\u001b[1;34mbin\u001b[0m  \u001b[1;34metc\u001b[0m  \u001b[1;32mrun.sh\u001b[0m  \u001b[38;2;255;0;160mroses\u001b[0m\r\nroot@web:/# ',
        ),
      );
      await expect(page.locator('.xterm-rows')).toContainText('run.sh');
      await look(page, `shell-${theme}`);
      await mocked.endStream('shell');
      await expect(page.getByRole('button', { name: 'Start a new shell' })).toBeVisible();
      await look(page, `shell-ended-${theme}`);
      await page.getByRole('button', { name: 'Start a new shell' }).click();
      await mocked.endStream('shell', errorInfo('docker.no-shell', { name: 'web' }));
      await expect(page.getByRole('alert')).toBeVisible();
      await look(page, `shell-none-${theme}`);
    });

    test(`usage in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'usage');
      await page.clock.install();
      await expect(page.getByText('Measuring…')).toBeVisible();
      for (let i = 0; i < 60; i += 1) {
        await mocked.emit('usage', {
          [WEB_ID]: {
            cpu: 0.2 + 0.15 * Math.sin(i / 5) + (i > 40 ? 0.9 : 0),
            memory: 48_000_000 + i * 2_400_000,
            memoryLimit: 536_870_912,
          },
        });
        await page.clock.fastForward(4_000);
      }
      await look(page, `usage-${theme}`);
      // The page is everybody's, and so is its clock: it shows the time again.
      await page.clock.setSystemTime(Date.now());
    });

    test(`inspect in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'inspect');
      await expect(page.getByText('unless it was stopped')).toBeVisible();
      await look(page, `inspect-${theme}`);
      await expect(page.getByText('correct-horse')).toHaveCount(0);
      await page.getByRole('button', { name: 'Show values' }).click();
      await page.getByRole('textbox', { name: 'Search details' }).fill('shop');
      await page.getByRole('textbox', { name: 'Search details' }).press('Enter');
      await expect(page.getByText('1 of ')).toBeVisible();
      await look(page, `inspect-search-${theme}`);
    });

    test(`without a bridge in ${theme}`, async ({ mocked }) => {
      const page = await open(mocked, 'logs');
      await mocked.emit('logs', SAID);
      await expect(page.getByRole('log', { name: /Logs of|Logs von/ })).toContainText('not markup');
      await mocked.push({
        revision: 2,
        bridges: { [STAGING.id]: { state: dropped, inventory: null, docker: null } },
      });
      await expect(page.getByText('dropped and is being tried again')).toBeVisible();
      await look(page, `dropped-${theme}`);
      await mocked.push({ revision: 3, bridges: { [STAGING.id]: { state: { kind: 'idle' } } } });
      await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible();
      await look(page, `idle-${theme}`);
      await mocked.push({ revision: 4, bridges: { [STAGING.id]: bridgeOf(gone()) } });
      await expect(page.getByText('web was removed.')).toBeVisible();
      await look(page, `gone-${theme}`);
    });
  });
}

test('in German, with text twice as large', async ({ mocked }) => {
  const snapshot = web();
  const page = await open(mocked, 'inspect', {
    ...snapshot,
    settings: { ...snapshot.settings, language: 'de' },
  });
  await expect(page.getByText('außer nach einem Stopp')).toBeVisible();
  await look(page, 'inspect-german');
  await page.getByRole('tab', { name: 'Logs' }).click();
  await mocked.emit('logs', SAID);
  await page.getByRole('button', { name: 'Neu starten' }).click();
  await look(page, 'restart-german');
  await page.getByRole('button', { name: 'Abbrechen' }).click();
  await enlarge(page);
  await look(page, 'large-german');
});

test('tabs are reached by keyboard, and the address keeps them', async ({ mocked }) => {
  const page = await open(mocked, 'logs');
  await expect.poll(() => mocked.streams('logs')).toEqual([[STAGING.id, WEB_ID, { tail: 5000 }]]);
  await page.getByRole('tab', { name: 'Logs' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Inspect' })).toBeFocused();
  await expect(page).toHaveURL(/\/inspect$/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Usage' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => mocked.streams('usage')).toEqual([[STAGING.id, [WEB_ID]]]);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Usage' })).toHaveAttribute('aria-selected', 'true');
});

test('a log of thousands of lines stays at its end until one scrolls up', async ({ mocked }) => {
  const page = await open(mocked, 'logs');
  const log = page.getByRole('log', { name: /Logs of|Logs von/ });
  const jump = page.getByRole('button', { name: 'Jump to latest' });
  const batch = (round: number): unknown[] =>
    Array.from({ length: 3_000 }, (_, i) => line(`line ${round * 3_000 + i}`, round * 3_000 + i));
  for (let round = 0; round < 8; round += 1) await mocked.emit('logs', batch(round));
  await expect(log.getByText('line 23999', { exact: true })).toBeInViewport();
  await expect(page.getByText('The latest 20,000 lines')).toBeVisible();
  expect(await log.locator('[data-index]').count()).toBeLessThan(80);

  await log.hover();
  await page.mouse.wheel(0, -2_000);
  await expect(jump).toBeVisible();
  const read = log.locator('[data-index]').nth(20);
  const text = (await read.textContent()) ?? '';
  const before = await log.getByText(text.trim(), { exact: true }).boundingBox();
  await mocked.emit('logs', batch(8));
  await expect(log.getByText(text.trim(), { exact: true })).toBeInViewport();
  await expect
    .poll(() => log.getByText(text.trim(), { exact: true }).boundingBox())
    .toEqual(before);
  await jump.click();
  await expect(log.getByText('line 26999', { exact: true })).toBeInViewport();
  await expect(jump).toBeHidden();
});

test('a log is searched, filtered, paused and cleared', async ({ mocked }) => {
  const page = await open(mocked, 'logs');
  const log = page.getByRole('log', { name: /Logs of|Logs von/ });
  await mocked.emit('logs', SAID);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('GET');
  await expect(page.getByText('25 lines')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 25')).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText('25 of 25')).toBeVisible();
  await expect(log.locator('mark').last()).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(log.locator('mark')).toHaveCount(0);

  await page.getByRole('combobox', { name: 'Output' }).selectOption('stderr');
  await expect(log.locator('[data-index]')).toHaveCount(2);
  await expect(page.getByText('2 lines, 30 hidden')).toBeVisible();

  await page.getByRole('button', { name: 'Pause' }).click();
  await mocked.emit('logs', [line('meanwhile', 60, 'stderr')]);
  await expect(page.getByText('Paused, 1 new line')).toBeVisible();
  await expect(log.getByText('meanwhile')).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume' }).first().click();
  await expect(log.getByText('meanwhile')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(log.locator('[data-index]')).toHaveCount(0);
});

test('a log goes on when the container runs again, without saying anything twice', async ({
  mocked,
}) => {
  const page = await open(mocked, 'logs');
  const log = page.getByRole('log', { name: /Logs of|Logs von/ });
  await mocked.emit('logs', [line('first', 1), line('second', 2)]);
  await mocked.endStream('logs');
  const stopped = bridgeOf(web({ status: 'exited' }));
  await mocked.push({ revision: 2, bridges: { [STAGING.id]: { inventory: stopped.inventory } } });
  await expect(page.getByText('The container stopped.')).toBeVisible();
  await mocked.push({
    revision: 3,
    bridges: { [STAGING.id]: { inventory: bridgeOf(web({ name: 'renamed' })).inventory } },
  });
  await mocked.emit('logs', [line('first', 1), line('second', 2), line('third', 3)]);
  await expect(log.locator('[data-index]')).toHaveText(['first', 'second', 'third']);
  await expect(page.getByRole('heading', { name: 'renamed' })).toBeVisible();

  await mocked.push({ revision: 4, bridges: { [STAGING.id]: { state: dropped } } });
  await expect.poll(() => mocked.streams('logs')).toEqual([]);
  await mocked.push({ revision: 5, bridges: { [STAGING.id]: { state: UP } } });
  await mocked.emit('logs', [line('third', 3), line('fourth', 4)]);
  await expect(log.locator('[data-index]')).toHaveText(['first', 'second', 'third', 'fourth']);
});

test('a shell is typed into, keeps to its window and lets one out', async ({ mocked }) => {
  const complaints: string[] = [];
  mocked.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const page = await open(mocked, 'shell');
  await mocked.emit('shell', bytes('\u001b[38;2;255;0;160mroses\u001b[0m '));
  const [[, , size]] = (await mocked.streams('shell')) as [
    [string, string, { columns: number; rows: number }],
  ];
  expect(size.columns).toBeGreaterThan(80);
  await page.keyboard.type('ls');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify(await mocked.said())).toContain('\\r');
  await mocked.resize({ width: 640, height: 480 });
  await expect.poll(async () => JSON.stringify(await mocked.said())).toContain('resized');

  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('roses');
  await picture(page, 'container-shell-search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(() => mocked.calls()).toContainEqual(['copyText', 'roses']);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'echo pasted');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true }),
    );
  });
  await expect.poll(async () => JSON.stringify(await mocked.said())).toContain('echo pasted');
  await page.keyboard.press('Shift+Escape');
  await expect(page.getByRole('tab', { name: 'Shell' })).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await mocked.calls()).not.toContainEqual(['hideWindow']);
  expect(complaints).toEqual([]);

  await mocked.push({ revision: 2, bridges: { [STAGING.id]: { state: dropped } } });
  await expect(page.getByText('The connection to this shell was lost.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start a new shell' })).toBeDisabled();
});

test('a removed container leads to the one that took its name', async ({ mocked }) => {
  const page = await open(mocked, 'logs');
  await mocked.emit('logs', SAID);
  const other = 'ab'.repeat(32);
  await mocked.push({
    revision: 2,
    bridges: { [STAGING.id]: { inventory: bridgeOf(web({ id: other })).inventory } },
  });
  await page.getByRole('button', { name: 'Open the new one' }).click();
  await expect
    .poll(() => mocked.calls())
    .toContainEqual([
      'openWindow',
      { window: 'container', profile: STAGING.id, container: other, tab: 'logs' },
    ]);
});
