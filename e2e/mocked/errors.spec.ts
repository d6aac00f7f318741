/** Every error code where it appears, light and dark: one page, and a patch for each. */
import { expect, type Page } from '@playwright/test';
import { describeError } from '../../src/shared/error-text';
import { ERROR_CODES, errorInfo, type ErrorCode, type ErrorInfo } from '../../src/shared/errors';
import type { NetworkView } from '../../src/shared/network-view';
import { EMPTY_BRIDGE, type BridgeView, type SnapshotPatch } from '../../src/shared/snapshot';
import { test, type MockedApp } from './app';
import { ERROR_SCENES, type ErrorScene } from './error-scenes';
import { connected, STAGING } from './fixtures';
import { expectAccessible, expectNoSidewaysScroll, picture } from './page-checks';
import { openMenu } from './popover-steps';

/** Axe takes longer than all else: one of each place is enough, since they differ in words alone. */
const SAMPLES: readonly ErrorCode[] = [
  'ssh.host-key-changed',
  'ssh.lost',
  'docker.tls-failed',
  'config.file-broken',
  'net.internal',
  'net.no-answer',
];

const STANDING = connected();
const CONNECTED = STANDING.bridges[STAGING.id] ?? EMPTY_BRIDGE;

function bridgeWith(error: ErrorInfo, at: ErrorScene['at']): BridgeView {
  switch (at) {
    case 'failed':
      return { ...EMPTY_BRIDGE, state: { kind: 'failed', error, cleanup: 'clean' } };
    case 'waiting':
      return {
        ...EMPTY_BRIDGE,
        state: { kind: 'waiting', attempt: 3, retryAt: Date.now() + 12_000, error },
      };
    case 'warning':
      return { ...CONNECTED, warnings: [error] };
    case 'network':
      return { ...CONNECTED, networks: CONNECTED.networks.map((each) => refused(each, error)) };
    case 'notice':
    case 'check':
      return CONNECTED;
  }
}

function refused(network: NetworkView, error: ErrorInfo): NetworkView {
  if (network.name !== 'backend') return network;
  const { prefix: real = '', mapped: routed = '' } = error.detail;
  if (error.code === 'net.remapped')
    return { ...network, prefixes: [{ real: `${real}`, routed: `${routed}`, reason: error }] };
  return { ...network, reach: { kind: 'refused', error } };
}

class Pages {
  #revision = STANDING.revision;

  constructor(readonly mocked: MockedApp) {}

  async show(error: ErrorInfo, at: ErrorScene['at']): Promise<void> {
    this.#revision += 1;
    const patch: SnapshotPatch = {
      revision: this.#revision,
      bridges: { [STAGING.id]: bridgeWith(error, at) },
      notices: at === 'notice' ? [error] : [],
    };
    await this.mocked.push(patch);
  }
}

/** Its first sentence as far as nothing in it is as typed. */
function beginningOf({ code, detail }: ErrorInfo): string {
  return describeError(errorInfo(code, detail)).what.split('`')[0]?.slice(0, 40) ?? '';
}

/** A line may open into the rest of what is said. */
async function unfold(page: Page, error: ErrorInfo): Promise<void> {
  const said = page.getByText(beginningOf(error)).first();
  await expect(said).toBeAttached();
  if (await said.isVisible()) return;
  const folded = page.locator('details:not([open])').filter({ hasText: beginningOf(error) });
  await folded.last().locator('summary').click();
  await expect(said).toBeVisible();
}

async function open(page: Page, mocked: MockedApp, error: ErrorInfo, at: ErrorScene['at']) {
  if (at === 'network') {
    await page.getByRole('tab', { name: 'Networks' }).click();
  }
  if (at === 'check') {
    await mocked.answer('checkContainer', { ok: true, value: { kind: 'unreachable', error } });
    await page.getByRole('tab', { name: 'Containers' }).click();
    await openMenu(page, 'web');
    await page.getByRole('menuitem', { name: 'Check whether it answers' }).click();
  }
  await unfold(page, error);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every error in ${theme}`, async ({ mocked }) => {
    test.setTimeout(60_000);
    const { page } = mocked;
    await mocked.theme(theme);
    await mocked.show(STANDING);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const pages = new Pages(mocked);
    for (const code of ERROR_CODES) {
      const { at, detail } = ERROR_SCENES[code];
      const error = errorInfo(code, detail);
      await pages.show(error, at);
      await open(page, mocked, error, at);
      await picture(page, `error-${code}-${theme}`);
      await expectNoSidewaysScroll(page);
      if (SAMPLES.includes(code)) await expectAccessible(page);
    }
  });
}
