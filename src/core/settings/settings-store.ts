/** The stored settings: one JSON file, every value of which may be absent or broken. */
import type { FSWatcher } from 'node:fs';
import { GangwayError, type ErrorInfo } from '../../shared/errors';
import {
  DEFAULT_SETTINGS,
  settingsSchema,
  type Settings,
  type SettingsChange,
} from '../../shared/settings';
import { readText, writeTextAtomically } from '../files/atomic-file';
import { keepAside } from '../files/keep-aside';
import { watchFile } from '../files/watch-file';
import { storageFailed } from '../profiles/home';

type Values = Readonly<Record<string, unknown>>;

/** What `file` says, or the usual ones; whatever is wrong with it is left to the `SettingsStore` that is opened on it. */
export function readSettings(file: string): Settings {
  try {
    const values = valuesIn(readText(file));
    return typeof values === 'string' ? DEFAULT_SETTINGS : known(values);
  } catch {
    return DEFAULT_SETTINGS;
  }
}

export class SettingsStore {
  readonly #file: string;
  readonly #listeners = new Set<() => void>();
  #settings: Settings;
  #notices: readonly ErrorInfo[] = [];
  #watcher: FSWatcher | null = null;

  /** Reads `file`; one that is broken is kept aside and told in `notices()`, never silently written over. */
  constructor(file: string) {
    this.#file = file;
    this.#settings = DEFAULT_SETTINGS;
    const values = this.#load();
    if (values instanceof GangwayError) this.#notices = [values.info];
    else this.#settings = known(values);
  }

  get(): Settings {
    return this.#settings;
  }

  /** Trouble with the file: `config.file-broken` {path, reason, kept?, of} or `config.storage-failed`. */
  notices(): readonly ErrorInfo[] {
    return this.#notices;
  }

  dismissNotices(): void {
    this.#notices = [];
    this.#changed();
  }

  /**
   * Throws `config.file-broken` or `config.storage-failed`, and then nothing changed. What the file has that we do not know
   * stays in it.
   */
  change(change: SettingsChange): Settings {
    // Another process may have changed others meanwhile.
    const values = this.#load();
    if (values instanceof GangwayError) throw values;
    const kept = { ...values, ...change };
    try {
      writeTextAtomically(this.#file, `${JSON.stringify(kept, null, 2)}\n`);
    } catch (error) {
      throw storageFailed(this.#file, error);
    }
    this.#take(known(kept));
    return this.#settings;
  }

  /** Calls `listener` after every change, by this process or another; returns its removal. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#watcher ??= watchFile(this.#file, () => this.#fileChanged());
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
    this.#listeners.clear();
  }

  /** What the file has; what is in force where that had to be kept aside; why it may not be written over. */
  #load(): Values | GangwayError {
    let values: Values | string;
    try {
      values = valuesIn(readText(this.#file));
    } catch (error) {
      return storageFailed(this.#file, error);
    }
    if (typeof values !== 'string') return values;
    const notice = keepAside(this.#file, values, { of: 'settings' });
    if (notice.detail['kept'] === undefined) return new GangwayError(notice);
    this.#notices = [notice];
    this.#changed();
    return this.#settings;
  }

  #take(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#changed();
  }

  /** An editor may be half-way through saving, so what does not parse is not acted upon here. */
  #fileChanged(): void {
    try {
      const values = valuesIn(readText(this.#file));
      if (typeof values !== 'string') this.#take(known(values));
    } catch {
      // Nor is what cannot be read.
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What a file of that text has, whatever it is, and nothing without one; or why it cannot be understood. */
function valuesIn(text: string | undefined): Values | string {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return isRecord(value) ? value : 'it is not a list of settings';
  } catch {
    return 'it is not whole JSON';
  }
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function known(values: Values): Settings {
  return settingsSchema.parse(values);
}
