/** The settings as the shell itself follows them: its theme, its log and its words. */
import type { Settings } from '../shared/settings';
import { setAppMenu } from './app-menu';
import { applyTheme } from './appearance';
import { setLogLevel } from './log';
import type { Desktop } from './platform';
import { shellWords, type ShellWords } from './texts';

interface SettingsListeners {
  readonly onStartAtLogin: (wanted: boolean) => void;
  /** The words are new. */
  readonly onLanguage: () => void;
}

export class ShellSettings {
  readonly #desktop: Desktop;
  readonly #listeners: SettingsListeners;
  #now: Settings;
  #words: ShellWords;

  constructor(desktop: Desktop, settings: Settings, listeners: SettingsListeners) {
    this.#desktop = desktop;
    this.#listeners = listeners;
    this.#now = settings;
    this.#words = shellWords(settings);
    this.#apply();
    setAppMenu(desktop, this.#words);
  }

  get now(): Settings {
    return this.#now;
  }

  get words(): ShellWords {
    return this.#words;
  }

  follow(changed: Settings): void {
    const before = this.#now;
    this.#now = changed;
    this.#apply();
    if (changed.startAtLogin !== before.startAtLogin) {
      this.#listeners.onStartAtLogin(changed.startAtLogin);
    }
    if (changed.language === before.language) return;
    this.#words = shellWords(changed);
    setAppMenu(this.#desktop, this.#words);
    this.#listeners.onLanguage();
  }

  #apply(): void {
    applyTheme(this.#now.theme);
    setLogLevel(this.#now.logLevel);
  }
}
