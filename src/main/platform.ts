/** What differs between desktops; the only reader of `process.platform` in this process. */
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { pathsFor, preparePaths, type Paths } from '../core/profiles/home';

const platform = process.platform;

/** For a report: `linux`, `darwin`. */
export const systemName: string = platform;

/** -1 where there are no user ids. */
const uid = process.getuid?.() ?? -1;

export const home: Paths = pathsFor({
  env: process.env,
  platform,
  homeDirectory: os.homedir(),
  temporaryDirectory: os.tmpdir(),
  uid,
});

/** Makes the directories of `home`; throws `config.storage-failed`. */
export function prepareHome(): void {
  preparePaths(home, uid);
}

export interface Desktop {
  /** Where an app may place its window, it hangs from the tray; on Wayland it is an ordinary window. */
  readonly popover: boolean;
  /** Directory of the tray's icons, and the end of their names. */
  readonly trayIcons: { readonly folder: 'darwin' | 'linux'; readonly suffix: string };
  /**
   * Linux has no right-click event: the host shows the menu that was set. macOS would show a set menu at a
   * left click too, so there it is popped up by hand.
   */
  readonly trayMenu: 'set' | 'pop-up';
  /** No Dock icon. */
  readonly menuBarOnly: boolean;
  /** Who starts the app at login: the system by itself, or a file in the autostart directory. */
  readonly loginItem: 'system' | 'autostart';
}

export function desktop(): Desktop {
  const mac = platform === 'darwin';
  return {
    popover: mac || !onWayland(),
    trayIcons: mac
      ? { folder: 'darwin', suffix: 'Template.png' }
      : { folder: 'linux', suffix: '.png' },
    trayMenu: mac ? 'pop-up' : 'set',
    menuBarOnly: mac,
    loginItem: mac ? 'system' : 'autostart',
  };
}

/** How a desktop starts this very app again: an AppImage by its file, which is mounted elsewhere each time. */
export function launchCommand(): {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
} {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const chosen = process.env['GANGWAY_HOME'];
  return {
    command: app.isPackaged ? [program] : [program, app.getAppPath()],
    environment: chosen ? { GANGWAY_HOME: path.resolve(chosen) } : {},
  };
}

/** Electron picks Wayland by itself in a Wayland session, unless told otherwise on the command line. */
function onWayland(): boolean {
  const asked = app.commandLine.getSwitchValue('ozone-platform');
  if (asked) return asked === 'wayland';
  return process.env['XDG_SESSION_TYPE'] === 'wayland' || !process.env['DISPLAY'];
}
