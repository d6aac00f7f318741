/** Whether the system starts the app at login: asked of the system itself, each time. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import { readText, writeTextAtomically } from '../core/files/atomic-file';
import { storageFailed } from '../core/profiles/home';
import { autostartEntry, isEnabled } from './autostart-entry';
import { desktop, launchCommand } from './platform';

export interface LoginItem {
  get(): boolean;
  /** Throws `config.storage-failed`. */
  set(wanted: boolean): void;
}

export function loginItem(): LoginItem {
  return desktop().loginItem === 'system' ? systemItem : autostartItem();
}

const systemItem: LoginItem = {
  get: () => app.getLoginItemSettings().openAtLogin,
  set: (wanted) => app.setLoginItemSettings({ openAtLogin: wanted }),
};

function autostartItem(): LoginItem {
  const file = path.join(app.getPath('appData'), 'autostart', 'gangway.desktop');
  return {
    get: () => {
      try {
        const entry = readText(file);
        return entry !== undefined && isEnabled(entry);
      } catch {
        return false;
      }
    },
    set: (wanted) => {
      try {
        if (!wanted) {
          rmSync(file, { force: true });
          return;
        }
        mkdirSync(path.dirname(file), { recursive: true });
        writeTextAtomically(file, autostartEntry(launchCommand()));
      } catch (error) {
        throw storageFailed(file, error);
      }
    },
  };
}
