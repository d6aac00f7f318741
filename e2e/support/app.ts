/** The real app with a home folder of its own, as a person at the laptop has it. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import type { BrowserWindow } from 'electron';
import type { BridgeState } from '../../src/shared/bridge-state';
import type { LinkHealth } from '../../src/shared/health';
import type { LinkChoice, ProfileDraft } from '../../src/shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../../src/shared/snapshot';
import { allowElevation } from './lab';

export const ROOT = path.join(import.meta.dirname, '..', '..');
export const ELECTRON = path.join(ROOT, 'node_modules/electron/dist/electron');
const CLICK_TRAY = path.join(ROOT, 'lab/desktop.d/click-tray');
const OPENED_PAGES = 'opened-pages';
const run = promisify(execFile);

export interface ProfileValues {
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly identityFile?: string;
  readonly cidrs?: string;
  readonly link?: LinkChoice;
}

export class GangwayApp {
  /** Where screenshots are written. */
  screenshots = path.join(ROOT, 'out/screenshots');

  constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
    readonly home: string,
  ) {}

  /** Quits; nobody is there to be asked about what is not saved. */
  async quit(): Promise<void> {
    for (const page of this.electron.windows())
      await page.evaluate(() => {
        BeforeUnloadEvent.prototype.preventDefault = () => undefined;
      });
    await this.electron.close();
  }

  /** A real click on the real tray icon. */
  async clickTray(): Promise<void> {
    await run(CLICK_TRAY);
  }

  /** The popover, whatever other windows there are. */
  async isShown(): Promise<boolean> {
    const window = await this.electron.browserWindow(this.page);
    return window.evaluate((popover: BrowserWindow) => popover.isVisible());
  }

  /** Opens the popover by the tray icon, if it is not open. */
  async open(): Promise<void> {
    await expect(async () => {
      if (!(await this.isShown())) await this.clickTray();
      await expect.poll(() => this.isShown(), { timeout: 2_000 }).toBe(true);
    }).toPass();
  }

  /** Sends the popover away by the tray, which it ignores while the popover comes up by itself. */
  async hide(): Promise<void> {
    await expect(async () => {
      if (await this.isShown()) await this.clickTray();
      await expect.poll(() => this.isShown(), { timeout: 2_000 }).toBe(false);
    }).toPass();
  }

  /** Adds a profile as the form does. */
  async storeProfile(values: ProfileValues): Promise<void> {
    const { name, host, port, user = 'root', identityFile, cidrs, link } = values;
    await this.storeDraft({
      name,
      gateways: [
        { host, user, ...(port && { port }), ...(identityFile !== undefined && { identityFile }) },
      ],
      cidrs: cidrs?.split(/[\s,]+/) ?? [],
      networks: {},
      ...(link && { link }),
    });
  }

  /** Adds a profile of any kind. */
  async storeDraft(draft: ProfileDraft): Promise<void> {
    const reply = await this.page.evaluate((added) => window.gangway.addProfile(added), draft);
    if (!reply.ok) throw new Error(reply.error.code);
  }

  /** Adds a profile, and looks at it. */
  async addProfile(values: ProfileValues): Promise<void> {
    await this.storeProfile(values);
    await this.choose(values.name);
    await expect(this.page.getByRole('button', { name: `Connect ${values.name}` })).toBeVisible();
  }

  /** Looks at a profile, by the list that the header opens. */
  async choose(name: string): Promise<void> {
    const { page } = this;
    const current = page.getByRole('button', { name: /^Profile: / });
    await current.click();
    await page.getByRole('combobox', { name: 'Search profiles' }).fill(name);
    await page.getByRole('combobox', { name: 'Search profiles' }).press('Enter');
    await expect(current).toHaveAccessibleName(new RegExp(`^Profile: ${name} `));
  }

  /** The window that `open` leads to, once its page is there. */
  async opened(open: () => Promise<void>): Promise<Page> {
    const window = this.electron.waitForEvent('window');
    await open();
    const page = await window;
    await page.waitForLoadState();
    return page;
  }

  /** Chooses what the menu of a container's row has. */
  async chooseInMenu(container: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${container}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Opens the main window, by the popover. */
  async openMain(section: 'Activity' | 'Settings'): Promise<Page> {
    await this.open();
    return this.opened(() => this.page.getByRole('button', { name: section }).click());
  }

  async connect(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name: `Connect ${name}`, exact: true });
    if (!(await button.isVisible())) await this.choose(name);
    await button.click();
  }

  async trustHostKey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Trust and connect' }).click();
  }

  async disconnect(name: string): Promise<void> {
    // Another window has perhaps sent it away.
    await this.open();
    await this.page.getByRole('button', { name: `Disconnect ${name}` }).click();
    await this.waitForState(name, 'idle');
  }

  /** Connects a fresh profile all the way. */
  async connectFirstTime(values: ProfileValues): Promise<void> {
    await this.open();
    await this.addProfile(values);
    await this.connect(values.name);
    await this.trustHostKey();
    await this.waitForState(values.name, 'connected');
  }

  /** The engine's snapshot, as the window gets it. */
  async snapshot(): Promise<AppSnapshot> {
    const reply = await this.page.evaluate(() => window.gangway.snapshot());
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value;
  }

  async state(name: string): Promise<BridgeState> {
    return (await this.bridge(name)).state;
  }

  async health(name: string): Promise<LinkHealth> {
    return (await this.bridge(name)).health;
  }

  async bridge(name: string): Promise<BridgeView> {
    const { profiles, bridges } = await this.snapshot();
    return bridges[profiles.find((profile) => profile.name === name)?.id ?? ''] ?? EMPTY_BRIDGE;
  }

  async networkReach(profile: string, name: string): Promise<string | undefined> {
    const { networks } = await this.bridge(profile);
    return networks.find((network) => network.name === name)?.reach.kind;
  }

  /** Clicks the network's switch under Networks, and resolves once it is on. */
  async enableNetwork(profile: string, name: string): Promise<void> {
    await this.page.getByRole('tab', { name: /Networks/ }).click();
    await this.page.getByRole('switch', { name: `Route ${name}` }).click();
    await expect.poll(() => this.networkReach(profile, name), { intervals: [50] }).toBe('on');
  }

  async waitForState<Kind extends BridgeState['kind']>(
    name: string,
    kind: Kind,
  ): Promise<Extract<BridgeState, { kind: Kind }>> {
    let state = await this.state(name);
    await expect
      .poll(
        async () => {
          state = await this.state(name);
          return state.kind;
        },
        { timeout: 45_000, intervals: [50, 100, 250] },
      )
      .toBe(kind);
    return state as Extract<BridgeState, { kind: Kind }>;
  }

  /** Photographs a page, the popover unless told, with what moves at its end. Resolves with the file. */
  async screenshot(name: string, page = this.page): Promise<string> {
    const file = await this.#picture(name);
    await page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** Photographs the whole screen, tray and all. Resolves with the file. */
  async screenshotOfScreen(name: string): Promise<string> {
    const file = await this.#picture(name);
    await run('import', ['-window', 'root', file]);
    return file;
  }

  async #picture(name: string): Promise<string> {
    await mkdir(this.screenshots, { recursive: true });
    return path.join(this.screenshots, `${name}.png`);
  }
}

/** What was opened in the browser, in order: it is one that writes it down. */
export async function openedPages(home: string): Promise<string[]> {
  const text = await readFile(path.join(home, OPENED_PAGES), 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1);
}

/** A home folder with the lab's keys, a browser, and no known host. */
async function makeHome(): Promise<string> {
  const home = await mkdtemp('/tmp/gangway-e2e-');
  await mkdir(path.join(home, '.ssh'), { mode: 0o700 });
  for (const key of ['id_ed25519', 'id_encrypted', 'id_stranger']) {
    await cp(`/home/dev/.ssh/${key}`, path.join(home, '.ssh', key));
  }
  const browser = `#!/bin/sh\necho "$1" >>"$HOME/${OPENED_PAGES}"\n`;
  await mkdir(path.join(home, 'bin'));
  await writeFile(path.join(home, 'bin/xdg-open'), browser, { mode: 0o755 });
  return home;
}

/** The environment of an app whose everything is in `home`. */
export function gangwayEnvironment(home: string): Record<string, string> {
  const PATH = `${path.join(home, 'bin')}:${process.env['PATH'] ?? ''}`;
  return { ...process.env, PATH, HOME: home, GANGWAY_HOME: path.join(home, 'gangway') };
}

export async function startApp(
  home: string,
  environment = gangwayEnvironment(home),
): Promise<GangwayApp> {
  const electron = await _electron.launch({
    executablePath: ELECTRON,
    args: [ROOT],
    // Playwright would switch the sandbox off.
    chromiumSandbox: true,
    // And say itself what the theme is.
    colorScheme: null,
    env: environment,
  });
  const page = await electron.firstWindow();
  await page.waitForLoadState();
  return new GangwayApp(electron, page, home);
}

interface Fixtures {
  home: string;
  gangway: GangwayApp;
}

export const test = base.extend<Fixtures>({
  home: async ({}, use) => {
    const home = await makeHome();
    await use(home);
    await rm(home, { recursive: true, force: true });
  },
  gangway: async ({ home }, use) => {
    await allowElevation();
    const gangway = await startApp(home);
    const app = gangway.electron.process();
    await use(gangway);
    // One that a test has killed has nobody to answer.
    if (app.exitCode === null && app.signalCode === null) await gangway.quit();
  },
});

export { expect };
