/** The stored settings: one JSON file, every value of which may be absent or broken. */
import { readText, writeTextAtomically } from '../files/atomic-file';
import { settingsSchema, type Settings, type SettingsChange } from '../../shared/settings';

export class SettingsStore {
  readonly #file: string;
  #settings: Settings;

  constructor(file: string) {
    this.#file = file;
    this.#settings = this.#read();
  }

  get(): Settings {
    return this.#settings;
  }

  /** Throws the system's error, and then nothing changed. */
  change(change: SettingsChange): Settings {
    // Another process may have changed others meanwhile.
    const settings = settingsSchema.parse({ ...this.#read(), ...change });
    writeTextAtomically(this.#file, `${JSON.stringify(settings, null, 2)}\n`);
    this.#settings = settings;
    return settings;
  }

  #read(): Settings {
    try {
      const value: unknown = JSON.parse(readText(this.#file) ?? '{}');
      return settingsSchema.parse(typeof value === 'object' && value !== null ? value : {});
    } catch {
      return settingsSchema.parse({});
    }
  }
}
