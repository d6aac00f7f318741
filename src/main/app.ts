/** Puts the shell together: engine, window, tray, and the wires between them. */
import path from 'node:path';
import { app, clipboard, Menu, shell, type WebContents } from 'electron';
import type { HandlersOf } from '../shared/ipc/builders';
import type { shellCalls } from '../shared/ipc/schema';
import { copyDiagnostics, exportActivity } from './activity';
import { serveRenderer } from './app-protocol';
import { EngineHost } from './engine-host';
import { pushPatch, routeCalls } from './ipc-router';
import { followLifecycle } from './lifecycle';
import { log } from './log';
import { assetsDirectory, rendererDirectory } from './paths';
import { desktop, home } from './platform';
import { Popover } from './popover';
import { saveLogs } from './save-logs';
import { applySessionPolicy } from './session-policy';
import { openPreferences } from './store';
import { AppTray } from './tray';
import { AppWindows } from './windows';

export async function startApp(): Promise<void> {
  const here = desktop();
  if (here.menuBarOnly) app.setActivationPolicy('accessory');
  // No application menu: its accelerators would reload the page and open developer tools.
  else Menu.setApplicationMenu(null);
  const icon = path.join(assetsDirectory, 'app', 'icon.png');
  applySessionPolicy();
  serveRenderer(rendererDirectory);

  const host = new EngineHost({
    home,
    version: app.getVersion(),
    onPatch: (patch, snapshot) => {
      for (const page of pages()) pushPatch(page, patch);
      tray.update(snapshot);
      if (asksAnew(patch.prompts)) popover.showAside();
    },
  });
  const { isQuitting } = followLifecycle({
    stop: () => host.stop(),
    wake: () => void host.start().then((engine) => engine.check()),
    open: () => popover.show(),
  });
  const popover = new Popover({
    anchored: here.popover,
    icon,
    isQuitting,
  });
  const windows = new AppWindows({ icon });
  const pages = (): readonly WebContents[] => [popover.contents, ...windows.contents()];
  const tray = new AppTray(here, {
    toggle: (bounds) => popover.toggle(bounds),
    open: () => popover.show(),
    quit: () => app.quit(),
    act: ({ action, profileId }) =>
      void Promise.resolve(host.handlers[action](profileId)).catch((error: unknown) =>
        log.warn(`${action}:`, error),
      ),
  });
  routeCalls((page) => pages().includes(page), {
    engine: host.handlers,
    streams: host.streams,
    shell: shellHandlers(popover, windows, host),
  });
  await popover.load();

  try {
    const engine = await host.start();
    tray.update(engine.snapshot());
    log.info(`version ${app.getVersion()} runs, home ${home.home}`);
    // Somebody who has just installed it should not have to look for an icon.
    if (engine.snapshot().profiles.length === 0) popover.show();
  } catch (error) {
    // The page shows why, and starts the engine again when it is told to.
    log.error('the engine did not start:', error);
    popover.show();
  }
}

function shellHandlers(
  popover: Popover,
  windows: AppWindows,
  host: EngineHost,
): HandlersOf<typeof shellCalls> {
  const preferences = openPreferences(home.home);
  return {
    // A promise in later versions of Electron.
    copyText: async (text) => await clipboard.writeText(text),
    openUrl: (url) => shell.openExternal(url),
    exportActivity: async () => {
      try {
        return await exportActivity(await host.start());
      } finally {
        // The dialog took the focus, which sends a popover away.
        popover.show();
      }
    },
    openWindow: (route) => (route.window === 'popover' ? popover.show() : windows.show(route)),
    saveLogs: async (id, container, name) => {
      const engine = await host.start();
      return saveLogs(() => engine.logsOf(id, container), name);
    },
    checkForUpdates: () => ({ kind: 'unavailable' }),
    copyDiagnostics: async () => copyDiagnostics(await host.start()),
    preferences: () => preferences.get(),
    changePreferences: (change) => preferences.change(change),
    rememberProfile: (id) => preferences.rememberProfile(id),
    hideWindow: () => popover.dismiss(),
    quit: () => app.quit(),
  };
}

const known = new Set<string>();

/** Whether there is a question that was not there before. */
function asksAnew(prompts: readonly { readonly id: string }[] | undefined): boolean {
  if (!prompts) return false;
  const fresh = prompts.some(({ id }) => !known.has(id));
  known.clear();
  for (const { id } of prompts) known.add(id);
  return fresh;
}
