/** The stored settings: one JSON file, every value of which may be absent or broken. */
import type { FSWatcher } from 'node:fs';
import { readText, writeTextAtomically } from '../files/atomic-file';
import { watchFile } from '../files/watch-file';
import { settingsSchema, type Settings, type SettingsChange } from '../../shared/settings';

export class SettingsStore {
  readonly #file: string;
  readonly #listeners = new Set<() => void>();
  #settings: Settings;
  #watcher: FSWatcher | null = null;

  constructor(file: string) {
    this.#file = file;
    this.#settings = known(this.#read() ?? {});
  }

  get(): Settings {
    return this.#settings;
  }

  /** Throws the system's error, and then nothing changed. What the file has that we do not know stays in it. */
  change(change: SettingsChange): Settings {
    // Another process may have changed others meanwhile.
    const kept = this.#read() ?? {};
    const settings = known({ ...kept, ...change });
    writeTextAtomically(this.#file, `${JSON.stringify({ ...kept, ...settings }, null, 2)}\n`);
    this.#take(settings);
    return settings;
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

  #take(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    for (const listener of this.#listeners) listener();
  }

  #fileChanged(): void {
    const values = this.#read();
    // An editor may be half-way through saving.
    if (values) this.#take(known(values));
  }

  /** What the file has, whatever it is; nothing without one, `undefined` if it cannot be understood. */
  #read(): Record<string, unknown> | undefined {
    try {
      const value: unknown = JSON.parse(readText(this.#file) ?? '{}');
      return isRecord(value) ? value : undefined;
    } catch {
      return undefined;
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function known(values: Record<string, unknown>): Settings {
  return settingsSchema.parse(values);
}
