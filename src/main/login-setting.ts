/** Keeps the setting "start at login" and what the system does the same. */
import type { HandlersOf } from '../shared/ipc/builders';
import type { engineCalls } from '../shared/ipc/schema';
import type { SettingsChange } from '../shared/settings';
import { log } from './log';
import { loginItem } from './login-item';

interface SettingsKeeper {
  readonly handlers: Pick<HandlersOf<typeof engineCalls>, 'changeSettings'>;
}

export class LoginSetting {
  readonly #item = loginItem();
  readonly #keep: (startAtLogin: boolean) => void | Promise<void>;

  constructor(keep: (startAtLogin: boolean) => void | Promise<void>) {
    this.#keep = keep;
  }

  /** A person's change: the system is told first, and what it then does is what is kept. Rejects with `config.storage-failed`. */
  async change(change: SettingsChange, { handlers }: SettingsKeeper): Promise<void> {
    const { startAtLogin } = change;
    if (startAtLogin === undefined) return handlers.changeSettings(change);
    this.#item.set(startAtLogin);
    return handlers.changeSettings({ ...change, startAtLogin: this.#item.get() });
  }

  /** The setting was changed elsewhere, e.g. in its file. */
  apply(wanted: boolean): void {
    if (this.#item.get() === wanted) return;
    try {
      this.#item.set(wanted);
    } catch (error) {
      log.error('start at login:', error);
    }
  }

  /** Somebody may have changed it in the settings of the system. */
  adopt(kept: boolean): void {
    const actual = this.#item.get();
    if (actual === kept) return;
    void Promise.resolve(this.#keep(actual)).catch((error: unknown) =>
      log.error('start at login:', error),
    );
  }

  /** The app may lie elsewhere than when it was told to start. */
  refresh(): void {
    if (!this.#item.get()) return;
    try {
      this.#item.set(true);
    } catch (error) {
      log.error('start at login:', error);
    }
  }
}
