/**
 * Starts the built app with a home of its own and puts a mocked engine in the place of the real one: the
 * handlers of every call in the IPC schema are exchanged in the running main process.
 */
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { engineCalls, shellCalls } from '../../src/shared/ipc/schema';
import { CHANGED_CHANNEL, channelOf, type WindowCalls } from '../../src/shared/ipc/window-api';
import type { Reply } from '../../src/shared/ipc/builders';
import type { AppSnapshot, SnapshotPatch } from '../../src/shared/snapshot';

const ROOT = path.join(import.meta.dirname, '..', '..');
const ELECTRON = path.join(ROOT, 'node_modules/electron/dist/electron');
const TEST_UID = 1500;
const CALLS = Object.keys({ ...engineCalls, ...shellCalls }) as (keyof WindowCalls)[];

/** Calls that no single act of a person stands behind. */
const BY_ITSELF = ['snapshot', 'preferences', 'rememberProfile', 'configHosts'];

type Call = readonly [name: string, ...args: unknown[]];

export class MockedApp {
  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
  ) {}

  /** Shows `snapshot` in a freshly loaded page; every other call succeeds with nothing. */
  async show(snapshot: AppSnapshot): Promise<void> {
    await this.answer('snapshot', { ok: true, value: snapshot });
    await this.page.reload();
  }

  async answer(call: keyof WindowCalls, reply: Reply<unknown>): Promise<void> {
    await this.app.evaluate(
      (_electron, [channel, value]) => void globalThis.mockReplies.set(channel, value),
      [channelOf(call), reply] as const,
    );
  }

  /** From now on `call` is never answered. */
  async hold(call: keyof WindowCalls): Promise<void> {
    await this.app.evaluate(
      (_electron, channel) =>
        void globalThis.mockReplies.set(channel, new Promise(() => undefined)),
      channelOf(call),
    );
  }

  async push(patch: SnapshotPatch): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, [channel, value]) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send(channel, value),
      [CHANGED_CHANNEL, patch] as const,
    );
  }

  /** Every call since the last time this was asked, except those that the page makes by itself. */
  async calls(): Promise<Call[]> {
    const calls = await this.app.evaluate(() => globalThis.mockCalls.splice(0));
    return calls.filter(([name]) => !BY_ITSELF.includes(name));
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  }

  async install(): Promise<void> {
    const channels = CALLS.map((name) => [name, channelOf(name)] as const);
    await this.app.evaluate(({ ipcMain, BrowserWindow }, named) => {
      globalThis.mockReplies = new Map();
      globalThis.mockCalls = [];
      for (const [name, channel] of named) {
        ipcMain.removeHandler(channel);
        ipcMain.handle(channel, (_event, ...args: unknown[]) => {
          globalThis.mockCalls.push([name, ...args]);
          return globalThis.mockReplies.get(channel) ?? { ok: true, value: undefined };
        });
      }
      BrowserWindow.getAllWindows()[0]?.showInactive();
    }, channels);
    await this.answer('configHosts', { ok: true, value: [] });
    await this.answer('preferences', { ok: true, value: { selectedProfile: null } });
  }
}

/** One app per worker: a page reload is all that a test needs to start afresh. */
export const test = base.extend<{ mocked: MockedApp }, { running: MockedApp }>({
  running: [
    async ({}, use) => {
      const home = mkdtempSync(path.join(tmpdir(), 'gangway-mocked-'));
      const asRoot = process.getuid?.() === 0;
      if (asRoot) chownSync(home, TEST_UID, TEST_UID);
      const app = await _electron.launch({
        executablePath: asRoot ? path.join(import.meta.dirname, 'as-user.sh') : ELECTRON,
        args: [ROOT],
        // Without it Playwright adds --no-sandbox, and another app than ours would be tested.
        chromiumSandbox: true,
        env: {
          ...(process.env as Record<string, string>),
          HOME: home,
          GANGWAY_HOME: path.join(home, 'gangway'),
          GANGWAY_TEST_UID: String(TEST_UID),
          GANGWAY_TEST_ELECTRON: ELECTRON,
        },
      });
      const running = new MockedApp(app, await app.firstWindow());
      await running.install();
      await use(running);
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  mocked: async ({ running }, use) => {
    await running.install();
    await running.theme('light');
    await use(running);
  },
});

declare global {
  // In the main process of the app under test.
  var mockReplies: Map<string, unknown>;
  var mockCalls: [string, ...unknown[]][];
}
