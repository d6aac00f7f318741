/** How soon the app shows itself and its lists, and what it costs while nothing happens. */
import type Electron from 'electron';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { CHANGED_CHANNEL } from '../../src/shared/ipc/window-api';
import { test, type MockedApp } from '../../e2e/mocked/app';
import { quantile } from '../stats';
import { bridgeWith, bridgeWithout, healthAt, PROFILE_ID } from './containers';
import { cpuOf, family, pssOf } from './processes';
import { Results } from './results';

const OPENINGS = 20;
const IDLE_SECONDS = 30;
const MANY = 5_000;
const MIB = 1024 * 1024;

/** Four rows a frame: a hard flick of the finger. */
const SCROLL_PIXELS = 240;

const results = new Results();
test.afterAll(() => results.write());

/** The page notes, in epoch milliseconds, when the frame after the next is begun: by then the next one is painted. */
async function notePainting(page: Page): Promise<void> {
  await page.evaluate(() => {
    const painted = (): void => {
      requestAnimationFrame(() =>
        requestAnimationFrame(
          () => (window.paintedAt = performance.timeOrigin + performance.now()),
        ),
      );
    };
    window.whenPainted = painted;
  });
}

const paintedAt = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => window.paintedAt !== undefined, undefined, { polling: 20 });
  return page.evaluate(() => window.paintedAt ?? NaN);
};

const hide = (mocked: MockedApp) =>
  mocked.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

test('the popover opens', async ({ mocked }) => {
  await mocked.show(bridgeWith(100));
  await expect(mocked.page.getByText('service-00001').first()).toBeVisible();
  const took = await mocked.app.evaluate(openAgainAndAgain, OPENINGS + 1);
  // The first one warms up.
  const shown = took.slice(1);
  results.add('popover-open-p50', 'ms', [quantile(shown, 0.5)]);
  results.add('popover-open-p95', 'ms', [quantile(shown, 0.95)]);
});

/** In the main process: milliseconds from asking for the popover to its next frame, so many times. */
async function openAgainAndAgain(
  { app, BrowserWindow }: typeof Electron,
  times: number,
): Promise<number[]> {
  const took: number[] = [];
  const [popover] = BrowserWindow.getAllWindows();
  while (popover && took.length < times) {
    popover.hide();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const askedAt = performance.now();
    // The way of a second start, which ends where a click on the tray icon does.
    app.emit('second-instance', {}, [], '', null);
    await new Promise<void>((resolve) => {
      popover.webContents.beginFrameSubscription(false, () => resolve());
    });
    took.push(performance.now() - askedAt);
    popover.webContents.endFrameSubscription();
  }
  return took;
}

test('5,000 containers come', async ({ mocked }) => {
  const { app, page } = mocked;
  const patch = { revision: 2, bridges: bridgeWith(MANY).bridges };
  for (let round = 0; round < 5; round++) {
    await mocked.show(bridgeWithout());
    await notePainting(page);
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (!document.body.textContent.includes('service-00001')) return;
        seen.disconnect();
        window.whenPainted?.();
      });
      seen.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await app.evaluate((_electron, value) => (globalThis.benchPatch = value), patch as unknown);
    const toldAt = await app.evaluate(({ BrowserWindow }, channel) => {
      const now = performance.timeOrigin + performance.now();
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, globalThis.benchPatch);
      return now;
    }, CHANGED_CHANNEL);
    results.add('first-list', 'ms', fill(round, (await paintedAt(page)) - toldAt));
  }
  results.add('memory-5000', 'MB', [await memoryOf(mocked)]);
});

test('5,000 containers are scrolled through', async ({ mocked }) => {
  await mocked.show(bridgeWith(MANY));
  await expect(mocked.page.getByText('service-00001').first()).toBeVisible();
  for (let round = 0; round < 2; round++) {
    const frames = await mocked.page.evaluate(scrollThrough, SCROLL_PIXELS);
    results.add('scroll-worst', 'ms', fill(round, Math.max(...frames)));
    results.add('scroll-p99', 'ms', fill(round, quantile(frames, 0.99)));
  }
});

for (const [what, isShown] of [
  ['idle-hidden', false],
  ['idle-shown', true],
] as const)
  test(`100 containers, ${what}`, async ({ mocked }) => {
    const { app, page } = mocked;
    await mocked.show(bridgeWith(100));
    await expect(page.getByText('service-00001').first()).toBeVisible();
    if (!isShown) await hide(mocked);
    // The shell spares a hidden popover its echoes (src/main/only-health.ts).
    const echoes = isShown ? IDLE_SECONDS + 20 : 0;
    const ticks = Array.from({ length: echoes }, (_, second) => ({
      revision: second + 2,
      bridges: { [PROFILE_ID]: { health: healthAt(second) } },
    }));
    // As the engine has it: one patch a second, from the main process.
    await app.evaluate(
      ({ BrowserWindow }, [channel, patches]) => {
        globalThis.benchTimer = setInterval(() => {
          const patch = patches.shift();
          if (patch) BrowserWindow.getAllWindows()[0]?.webContents.send(channel, patch);
        }, 1000);
      },
      [CHANGED_CHANNEL, ticks as unknown[]] as const,
    );
    await pause(5_000);
    const { used, kinds } = await cpuDuring(mocked, IDLE_SECONDS);
    await app.evaluate(() => clearInterval(globalThis.benchTimer));
    console.log(what, kinds);
    results.add(what, '%', [(used / IDLE_SECONDS) * 100]);
    if (!isShown) results.add('memory', 'MB', [await memoryOf(mocked)]);
  });

/** So many pixels with every frame. Resolves with milliseconds between frames. */
function scrollThrough(pixels: number): Promise<number[]> {
  const all = [...document.querySelectorAll<HTMLElement>('*')];
  const scroller = all.reduce((best, each) => {
    const isScroller = /auto|scroll/.test(getComputedStyle(each).overflowY);
    const range = (one: HTMLElement): number => one.scrollHeight - one.clientHeight;
    return isScroller && range(each) > range(best) ? each : best;
  }, document.documentElement);
  scroller.scrollTop = 0;
  return new Promise((resolve) => {
    const frames: number[] = [];
    let last = 0;
    const step = (now: number): void => {
      if (last > 0) frames.push(now - last);
      last = now;
      const before = scroller.scrollTop;
      scroller.scrollTop += pixels;
      if (scroller.scrollTop > before) requestAnimationFrame(step);
      else resolve(frames);
    };
    // Not the reading of styles above.
    requestAnimationFrame(() => requestAnimationFrame(step));
  });
}

async function cpuDuring({ app }: MockedApp, seconds: number) {
  const processes = await family(app.process().pid ?? NaN);
  const before = await cpuOf(processes.keys());
  await pause(seconds * 1000);
  const after = await cpuOf(processes.keys());
  const usedBy = (pid: number): number => (after.get(pid) ?? NaN) - (before.get(pid) ?? NaN);
  const pids = [...processes.keys()].filter((pid) => Number.isFinite(usedBy(pid)));
  return {
    used: pids.reduce((sum, pid) => sum + usedBy(pid), 0),
    kinds: pids.map((pid) => `${processes.get(pid) ?? ''} ${usedBy(pid).toFixed(2)} s`).join(', '),
  };
}

async function memoryOf({ app }: MockedApp): Promise<number> {
  const processes = await family(app.process().pid ?? NaN);
  const each = await Promise.all([...processes.keys()].map(pssOf));
  const bytes = each.filter((size) => Number.isFinite(size));
  return bytes.reduce((sum, size) => sum + size, 0) / MIB;
}

/** Holds `value` in the place of that round. */
function fill(round: number, value: number): number[] {
  return [...Array.from({ length: round }, () => NaN), value];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

declare global {
  interface Window {
    paintedAt: number | undefined;
    whenPainted?: () => void;
  }
  // In the main process of the app under test.
  var benchPatch: unknown;
  var benchTimer: NodeJS.Timeout | undefined;
}
