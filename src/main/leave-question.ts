/** Quitting beside what is not saved: the page that holds it asks about that first, and may call the quit off. */

/** What this needs of a `BrowserWindow`. */
interface Asked {
  readonly close: () => void;
  readonly once: (event: 'closed', listener: () => void) => unknown;
  readonly webContents: {
    readonly once: (event: 'will-prevent-unload', listener: () => void) => unknown;
  };
}

/** A page that neither goes nor asks by then hangs, and has nothing to keep. Milliseconds. */
const ANSWER_MS = 3_000;

export class LeaveQuestion {
  #pending: Promise<boolean> | null = null;
  #stay: () => void = () => undefined;

  /**
   * Closes `window` as a person would: whether it is gone, or the person stays in it. The same question, brought up again,
   * while one is open.
   */
  async ask(window: Asked | undefined): Promise<boolean> {
    if (!window) return true;
    this.#pending ??= this.#answer(window).finally(() => (this.#pending = null));
    window.close();
    return this.#pending;
  }

  /** The person stays. */
  stay(): void {
    this.#stay();
  }

  #answer(window: Asked): Promise<boolean> {
    return new Promise((resolve) => {
      const hangs = setTimeout(() => resolve(true), ANSWER_MS);
      window.webContents.once('will-prevent-unload', () => clearTimeout(hangs));
      window.once('closed', () => {
        clearTimeout(hangs);
        resolve(true);
      });
      this.#stay = () => resolve(false);
    });
  }
}
