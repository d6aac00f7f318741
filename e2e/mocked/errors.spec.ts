/** Every error code where it appears, light and dark: one page for each place, and a patch for each code. */
import { expect, type Page } from '@playwright/test';
import { describeError } from '../../src/shared/error-text';
import { ERROR_CODES, errorInfo, type ErrorCode, type ErrorInfo } from '../../src/shared/errors';
import type { Container } from '../../src/shared/inventory';
import type { NetworkView } from '../../src/shared/network-view';
import { noInventoryReason } from '../../src/shared/no-inventory';
import { EMPTY_BRIDGE, type BridgeView } from '../../src/shared/snapshot';
import { test, type MockedApp } from './app';
import { ERROR_SCENES, type ErrorScene } from './error-scenes';
import { named, STAGING } from './fixtures';
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

const PLACES = [...new Set(ERROR_CODES.map((code) => ERROR_SCENES[code].at))];

const standing = (): BridgeView => named().bridges[STAGING.id] ?? EMPTY_BRIDGE;

/** The bridge as the error leaves it. */
function bridgeWith(error: ErrorInfo, { at, web }: ErrorScene): BridgeView {
  switch (at) {
    case 'failed':
      return { ...EMPTY_BRIDGE, state: { kind: 'failed', error, cleanup: 'clean' } };
    case 'waiting':
      return {
        ...EMPTY_BRIDGE,
        state: { kind: 'waiting', attempt: 3, retryAt: Date.now() + 12_000, error },
      };
    case 'warning':
      return { ...standing(), ...goneWith(error), warnings: [error] };
    case 'network':
      return { ...standing(), networks: standing().networks.map((each) => refused(each, error)) };
    case 'notice':
      return standing();
    case 'check':
      return { ...standing(), inventory: inventoryWith(web ?? {}) };
  }
}

/** What is not there for the reason of which the warning tells. */
function goneWith(error: ErrorInfo): Partial<BridgeView> {
  if (noInventoryReason([error])) return { inventory: null, networks: [] };
  if (error.code === 'names.server-failed') return { names: null };
  if (error.code === 'docker.socket-failed') return { docker: null };
  const { docker } = standing();
  const context = ['docker.context-taken', 'docker.context-failed', 'docker.no-cli'];
  return docker && context.includes(error.code) ? { docker: { ...docker, context: null } } : {};
}

function inventoryWith(web: Partial<Container>): BridgeView['inventory'] {
  const { inventory } = standing();
  const changed = (each: Container) => (each.name === 'web' ? { ...each, ...web } : each);
  return inventory && { ...inventory, containers: inventory.containers.map(changed) };
}

function refused(network: NetworkView, error: ErrorInfo): NetworkView {
  if (network.name !== 'backend') return network;
  const { prefix: real = '', mapped: routed = '' } = error.detail;
  if (error.code === 'net.remapped')
    return { ...network, prefixes: [{ real: `${real}`, routed: `${routed}`, reason: error }] };
  return { ...network, reach: { kind: 'refused', error } };
}

class Pages {
  #revision = 1;

  constructor(readonly mocked: MockedApp) {}

  /** A page that nobody has clicked at yet. */
  async renew(): Promise<void> {
    const shown = named();
    this.#revision = shown.revision;
    await this.mocked.show(shown);
    await expect(this.mocked.page.getByRole('heading', { level: 1 })).toBeAttached();
  }

  async show(error: ErrorInfo, scene: ErrorScene): Promise<void> {
    await this.#push(bridgeWith(error, scene), scene.at === 'notice' ? [error] : []);
  }

  async #push(bridge: BridgeView, notices: readonly ErrorInfo[]): Promise<void> {
    this.#revision += 1;
    const patch = { revision: this.#revision, bridges: { [STAGING.id]: bridge }, notices };
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
  if (at === 'network') await page.getByRole('tab', { name: 'Networks' }).click();
  if (at === 'check') {
    await mocked.answer('checkContainer', { ok: true, value: { kind: 'unreachable', error } });
    await openMenu(page, 'web');
    await page.getByRole('menuitem', { name: 'Check whether it answers' }).click();
  }
  await unfold(page, error);
  await page.mouse.move(0, 0);
}

/** Something that a person has yet to wait for, and never more than that. */
async function expectCountdown(page: Page): Promise<void> {
  const state = page.getByRole('button', { name: /^Profile: / });
  await expect(state).toContainText(/in (1[0-2]|[6-9]) s$/);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every error in ${theme}`, async ({ mocked }) => {
    test.setTimeout(60_000);
    const { page } = mocked;
    await mocked.theme(theme);
    const pages = new Pages(mocked);
    for (const place of PLACES) {
      await pages.renew();
      for (const code of ERROR_CODES.filter((each) => ERROR_SCENES[each].at === place)) {
        // The result of a check stays until it is dismissed.
        if (place === 'check') await pages.renew();
        const scene = ERROR_SCENES[code];
        const error = errorInfo(code, scene.detail);
        await pages.show(error, scene);
        await open(page, mocked, error, place);
        if (place === 'waiting') await expectCountdown(page);
        await picture(page, `error-${code}-${theme}`);
        await expectNoSidewaysScroll(page);
        if (SAMPLES.includes(code)) await expectAccessible(page);
      }
    }
  });
}
