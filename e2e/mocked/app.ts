/**
 * Starts the built app with a home of its own and puts a mocked engine in the place of the real one: the
 * handlers of every call in the IPC schema are exchanged in the running main process.
 */
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { engineCalls, shellCalls } from '../../src/shared/ipc/schema';
import {
  CHANGED_CHANNEL,
  channelOf,
  type WindowCalls,
  type WindowStreams,
} from '../../src/shared/ipc/window-api';
import type { Reply } from '../../src/shared/ipc/builders';
import { STREAM_CHANNEL, type StreamRequest } from '../../src/shared/ipc/stream-message';
import type { ErrorInfo } from '../../src/shared/errors';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences';
import { hashOf, type WindowRoute } from '../../src/shared/window-route';
import type { AppSnapshot, SnapshotPatch } from '../../src/shared/snapshot';

const ROOT = path.join(import.meta.dirname, '..', '..');
const ELECTRON = path.join(ROOT, 'node_modules/electron/dist/electron');
const TEST_UID = 1500;
const CALLS = Object.keys({ ...engineCalls, ...shellCalls }) as (keyof WindowCalls)[];

/** Calls that no single act of a person stands behind. */
const BY_ITSELF = ['snapshot', 'preferences', 'rememberProfile', 'configHosts', 'takeImportLink'];

/** Sizes of the windows' pages (main/popover.ts, main/windows.ts). */
const POPOVER = { width: 360, height: 560 };
const WINDOW = { width: 880, height: 640 };

type Call = readonly [name: string, ...args: unknown[]];

export class MockedApp {
  constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
  ) {}

  /** As the window that `route` names would show it, in a size like that window's. */
  async showRoute(route: WindowRoute, snapshot: AppSnapshot): Promise<void> {
    await this.answer('snapshot', { ok: true, value: snapshot });
    const size = route.window === 'popover' ? POPOVER : WINDOW;
    await this.resize(size);
    await this.page.evaluate((hash) => history.replaceState(null, '', hash || '#'), hashOf(route));
    await this.reload();
  }

  /** Of the page, in CSS pixels. */
  async resize(size: { width: number; height: number }): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setResizable(true);
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    await this.page.waitForFunction(
      ({ width, height }) => innerWidth === width && innerHeight === height,
      size,
    );
  }

  /** The streams of that name that the page has open, as the arguments it opened each with. */
  async streams(name: keyof WindowStreams): Promise<unknown[]> {
    return this.app.evaluate(
      (_electron, wanted) =>
        [...globalThis.mockStreams.values()]
          .filter((each) => each.name === wanted)
          .map(({ args }) => args),
      name,
    );
  }

  /** Has every open stream of that name say `value`; waits for one to be open. */
  async emit(name: keyof WindowStreams, value: unknown): Promise<void> {
    await expect.poll(() => this.streams(name)).not.toEqual([]);
    await this.app.evaluate(
      (_electron, { wanted, said, channel }) => {
        for (const [id, { name: its, send }] of globalThis.mockStreams)
          if (its === wanted) send(channel, { id, value: said });
      },
      { wanted: name, said: value, channel: STREAM_CHANNEL },
    );
  }

  /** Ends every open stream of that name; waits for one to be open. */
  async endStream(name: keyof WindowStreams, error: ErrorInfo | null = null): Promise<void> {
    await expect.poll(() => this.streams(name)).not.toEqual([]);
    await this.app.evaluate(
      (_electron, { wanted, end, channel }) => {
        for (const [id, { name: its, send }] of globalThis.mockStreams) {
          if (its !== wanted) continue;
          globalThis.mockStreams.delete(id);
          send(channel, { id, end });
        }
      },
      { wanted: name, end: error, channel: STREAM_CHANNEL },
    );
  }

  /** What the page has said to its streams since the last time this was asked. */
  async said(): Promise<unknown[]> {
    return this.app.evaluate(() => globalThis.mockSaid.splice(0));
  }

  /** Shows `snapshot` in a freshly loaded page; every other call succeeds with nothing. */
  async show(snapshot: AppSnapshot): Promise<void> {
    await this.answer('snapshot', { ok: true, value: snapshot });
    await this.reload();
  }

  /** Loads the page anew, also one that would ask about what is not saved. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => {
      BeforeUnloadEvent.prototype.preventDefault = () => undefined;
    });
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

  /** Waits until these calls and no others have been made since they were asked for; they may come one by one. */
  async called(expected: unknown[]): Promise<void> {
    const calls: Call[] = [];
    const all = async () => {
      calls.push(...(await this.calls()));
      return calls;
    };
    await expect.poll(all).toEqual(expected);
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  }

  /** The popover again, after whatever the last test has shown. */
  async reset(): Promise<void> {
    await this.page.evaluate(() => history.replaceState(null, '', location.pathname));
    await this.resize(POPOVER);
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
    await this.app.evaluate(({ ipcMain }, channel) => {
      globalThis.mockStreams = new Map();
      globalThis.mockSaid = [];
      ipcMain.removeAllListeners(channel);
      ipcMain.on(channel, ({ sender }, request: StreamRequest) => {
        if (request.do === 'open')
          globalThis.mockStreams.set(request.id, {
            name: request.name,
            args: request.args,
            send: (...message) => sender.send(...message),
          });
        if (request.do === 'close') globalThis.mockStreams.delete(request.id);
        if (request.do === 'input') globalThis.mockSaid.push(request.value);
      });
    }, STREAM_CHANNEL);
    await this.answer('configHosts', { ok: true, value: [] });
    await this.answer('preferences', { ok: true, value: DEFAULT_PREFERENCES });
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
    await running.reset();
    await use(running);
  },
});

declare global {
  // In the main process of the app under test.
  var mockReplies: Map<string, unknown>;
  var mockCalls: [string, ...unknown[]][];
  var mockStreams: Map<
    string,
    { name: string; args: unknown; send: (channel: string, message: unknown) => void }
  >;
  var mockSaid: unknown[];
}
