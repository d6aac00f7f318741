/** The main scenes as people set up their systems: another language, direction, text size, colours, contrast. */
import { expect } from '@playwright/test';
import type { Settings } from '../../src/shared/settings';
import type { AppSnapshot } from '../../src/shared/snapshot';
import { de } from '../../src/shared/texts/de';
import { en } from '../../src/shared/texts/en';
import type { WindowRoute } from '../../src/shared/window-route';
import { activity } from './activity-fixtures';
import { test, type MockedApp } from './app';
import { route, SAID, web } from './container-fixtures';
import {
  ADVANCED,
  connected,
  failed,
  MIXED_NETWORKS,
  NAME_WARNINGS,
  named,
  snapshot,
} from './fixtures';
import {
  enlarge,
  expectAccessible,
  expectNoneOf,
  expectNoSidewaysScroll,
  expectNothingCutOff,
  picture,
} from './page-checks';

interface Scene {
  readonly name: string;
  readonly route: WindowRoute;
  readonly snapshot: AppSnapshot;
  /** Before it is looked at. */
  readonly act?: (mocked: MockedApp) => Promise<unknown>;
}

const POPOVER: WindowRoute = { window: 'popover' };
const REFUSED = { host: '203.0.113.21', port: 22, user: 'deploy', tried: 'publickey' };

const SCENES: readonly Scene[] = [
  {
    name: 'connected',
    route: POPOVER,
    snapshot: named({ warnings: NAME_WARNINGS.slice(3, 4) }),
  },
  {
    name: 'networks',
    route: POPOVER,
    snapshot: connected({ networks: MIXED_NETWORKS }),
    act: ({ page }) => page.getByRole('tab').nth(1).click(),
  },
  { name: 'failed', route: POPOVER, snapshot: failed('ssh.auth-failed', REFUSED) },
  { name: 'first-run', route: POPOVER, snapshot: snapshot({ profiles: [] }) },
  {
    name: 'profiles',
    route: { window: 'main', section: 'profiles' },
    snapshot: snapshot({ profiles: [ADVANCED] }),
  },
  { name: 'activity', route: { window: 'main', section: 'activity' }, snapshot: connected() },
  { name: 'settings', route: { window: 'main', section: 'settings' }, snapshot: connected() },
  {
    name: 'logs',
    route: route('logs'),
    snapshot: web(),
    act: async (mocked) => {
      await mocked.emit('logs', SAID);
      await expect(mocked.page.getByRole('log', { name: 'web' })).toContainText('not markup');
    },
  },
];

async function show(
  mocked: MockedApp,
  scene: Scene,
  change: Partial<Settings> = {},
): Promise<void> {
  const { page } = mocked;
  const settings = { ...scene.snapshot.settings, ...change };
  await mocked.showRoute(scene.route, { ...scene.snapshot, settings });
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await scene.act?.(mocked);
}

/** What every setting of a system has to leave whole. */
async function expectWhole(mocked: MockedApp, name: string): Promise<void> {
  await picture(mocked.page, `craft-${name}`);
  await expectNoSidewaysScroll(mocked.page);
  await expectNothingCutOff(mocked.page);
}

/** Every text without a slot. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((each: string | object) =>
    typeof each === 'string' ? [each] : textsOf(each),
  );
}

const GERMAN = new Set(textsOf(de));
const ENGLISH_ONLY = textsOf(en).filter((text) => !GERMAN.has(text));

test.beforeEach(async ({ mocked }) => {
  await mocked.answer('activity', { ok: true, value: { events: activity(), trouble: null } });
  await mocked.answer('helperService', { ok: true, value: { kind: 'absent' } });
  await mocked.answer('checkForUpdates', { ok: true, value: { kind: 'unavailable' } });
});

test.afterEach(async ({ mocked: { page } }) => {
  await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference' });
});

for (const scene of SCENES) {
  test(`${scene.name} in German`, async ({ mocked }) => {
    const { page } = mocked;
    await show(mocked, scene, { language: 'de' });
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expectWhole(mocked, `german-${scene.name}`);
    await expectNoneOf(page, ENGLISH_ONLY);
    await expectAccessible(page);
    await enlarge(page);
    await expectWhole(mocked, `german-large-text-${scene.name}`);
  });

  test(`${scene.name} from right to left`, async ({ mocked }) => {
    await show(mocked, scene);
    await mocked.page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await expectWhole(mocked, `right-to-left-${scene.name}`);
  });

  test(`${scene.name} in forced colours and with more contrast`, async ({ mocked }) => {
    const { page } = mocked;
    await page.emulateMedia({ forcedColors: 'active' });
    await show(mocked, scene);
    await expectWhole(mocked, `forced-colours-${scene.name}`);
    await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
    for (const theme of ['light', 'dark'] as const) {
      await mocked.theme(theme);
      // Chromium paints some words in the colours of before when only the theme changes.
      await show(mocked, scene);
      await expectWhole(mocked, `more-contrast-${scene.name}-${theme}`);
      await expectAccessible(page);
    }
  });
}
