/** What the shell itself does for the pages. */
import { app, shell } from 'electron';
import type { HandlersOf } from '../shared/ipc/builders';
import type { shellCalls } from '../shared/ipc/schema';
import { copyDiagnostics, exportActivity } from './activity';
import { copyText } from './copy-text';
import type { EngineHost } from './engine-host';
import { home } from './platform';
import type { Popover } from './popover';
import { openPreferences } from './preference-store';
import { saveLogs } from './save-logs';
import type { ShellWords } from './texts';
import type { AppWindows } from './windows';

interface Parts {
  readonly popover: Popover;
  readonly windows: AppWindows;
  readonly host: EngineHost;
  readonly words: () => ShellWords;
  readonly takeImportLink: () => string | null;
  readonly keepOpen: () => void;
}

export function shellHandlers({
  popover,
  windows,
  host,
  words,
  takeImportLink,
  keepOpen,
}: Parts): HandlersOf<typeof shellCalls> {
  const preferences = openPreferences(home.home);
  return {
    copyText,
    openUrl: (url) => shell.openExternal(url),
    exportActivity: async () => {
      const fromPopover = !windows.focused();
      try {
        return await exportActivity(await host.start(), words());
      } finally {
        // The dialog took the focus, which sends a popover away.
        if (fromPopover) popover.show();
      }
    },
    openWindow: (route) => (route.window === 'popover' ? popover.show() : windows.show(route)),
    saveLogs: async (id, container, name) => {
      const engine = await host.start();
      return saveLogs(() => engine.logsOf(id, container), name, words());
    },
    takeImportLink,
    checkForUpdates: () => ({ kind: 'unavailable' }),
    copyDiagnostics: async () => copyDiagnostics(await host.start()),
    preferences: () => preferences.get(),
    changePreferences: (change) => preferences.change(change),
    rememberProfile: (id) => preferences.rememberProfile(id),
    // Whoever calls it has the keyboard.
    hideWindow: () => {
      const window = windows.focused();
      if (window) window.close();
      else popover.dismiss();
    },
    keepOpen,
    quit: () => app.quit(),
  };
}
