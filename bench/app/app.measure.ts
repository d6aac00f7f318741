/** How soon the app shows itself and its lists, and what it costs while nothing happens. */
import type Electron from 'electron';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { CHANGED_CHANNEL } from '../../src/shared/ipc/window-api';
import { test } from '../../e2e/mocked/app';
import { quantile } from '../stats';
import { bridgeWith, bridgeWithout } from './containers';
import { idleInTheLab } from './idle';
import { Results } from './results';

const OPENINGS = 20;
const MANY = 5_000;
const MIB = 1024 * 1024;

/** Pixels a frame: as fast as a flick gets (8,000 a second, Android's ViewConfiguration), and the scroll bar dragged. */
const SCROLLS = { flick: 134, drag: 240 };
const LATE_MS = 32;

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
});

for (const [how, pixels] of Object.entries(SCROLLS)) {
  test(`5,000 containers are scrolled through: ${how}`, async ({ mocked }) => {
    await mocked.show(bridgeWith(MANY));
    await expect(mocked.page.getByText('service-00001').first()).toBeVisible();
    const frames: number[] = [];
    for (let round = 0; round < 2; round++) {
      frames.push(...(await mocked.page.evaluate(scrollThrough, pixels)));
    }
    results.add(`${how}-worst`, 'ms', [Math.max(...frames)]);
    results.add(`${how}-p99`, 'ms', [quantile(frames, 0.99)]);
    const late = frames.filter((frame) => frame > LATE_MS).length;
    results.add(`${how}-late`, '%', [(late / frames.length) * 100]);
  });
}

test('a bridge with 100 containers, and nobody does anything', async () => {
  const { closed, open, bytes } = await idleInTheLab();
  results.add('idle-closed', '%', [closed]);
  results.add('idle-open', '%', [open]);
  results.add('memory', 'MB', [bytes / MIB]);
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

/** Holds `value` in the place of that round. */
function fill(round: number, value: number): number[] {
  return [...Array.from({ length: round }, () => NaN), value];
}

declare global {
  interface Window {
    paintedAt: number | undefined;
    whenPainted?: () => void;
  }
  // In the main process of the app under test.
  var benchPatch: unknown;
}
