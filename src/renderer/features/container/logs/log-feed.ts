/**
 * The lines of one log, as many as are kept. Lines come in by the thousand and are shown a few times a second; what is
 * too old goes. Kept apart from React, which only looks at the whole of it.
 */
import type { LogLine } from '../../../../shared/container-tools';
import { plainText } from './log-text';

export interface Entry {
  /** Counts up from 0. */
  readonly number: number;
  readonly stream: LogLine['stream'];
  /** Epoch milliseconds; `null` where Docker does not say. */
  readonly at: number | null;
  /** With its terminal escapes. */
  readonly text: string;
  /** Without them: what is searched. */
  readonly plain: string;
}

export interface Shown {
  readonly entries: readonly Entry[];
  /** Lines that wait while it is paused. */
  readonly waiting: number;
  /** Lines that were too old to keep. */
  readonly dropped: number;
}

export const MAX_LINES = 20_000;
/** Of all lines together: a program that writes long ones keeps fewer. */
const MAX_CHARACTERS = 24_000_000;
/** Docker cuts at 16 KiB; nobody reads more of one line than this. */
const MAX_LINE = 8_192;

/** Faster than anybody reads, and slow enough that drawing leaves time for all else. */
const FLUSH_MS = 50;

const NOTHING: Shown = { entries: [], waiting: 0, dropped: 0 };

export class LogFeed {
  #shown = NOTHING;
  #pending: Entry[] = [];
  #next = 0;
  #characters = 0;
  #dropped = 0;
  #paused = false;
  #isDue = false;
  readonly #last = new LastHeard();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): Shown => this.#shown;

  /** Another stream of the same log begins: what it repeats is left out. */
  restarts(): void {
    this.#last.rewind();
  }

  /** Takes lines as they come. Returns how many of them were new. */
  push(lines: readonly LogLine[]): number {
    const fresh = lines.filter((line) => this.#last.isNew(line));
    for (const { stream, at, text } of fresh) {
      const cut = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
      const plain = plainText(cut);
      this.#pending.push({ number: this.#next, stream, at, text: cut, plain });
      this.#next += 1;
    }
    // Nobody looks while it is paused or hidden, and yet it may not grow.
    const surplus = this.#pending.length - MAX_LINES;
    if (surplus > MAX_LINES) this.#dropped += this.#pending.splice(0, surplus).length;
    this.#schedule();
    return fresh.length;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#flush();
  }

  clear(): void {
    this.#pending = [];
    this.#characters = 0;
    this.#dropped = 0;
    this.#show(NOTHING);
  }

  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#flush();
    }, FLUSH_MS);
  }

  #flush(): void {
    const { entries, waiting } = this.#shown;
    if (this.#paused) {
      if (this.#pending.length !== waiting)
        this.#show({ ...this.#shown, waiting: this.#pending.length });
      return;
    }
    if (this.#pending.length === 0 && waiting === 0) return;
    const all = entries.concat(this.#pending);
    this.#characters += sum(this.#pending);
    this.#pending = [];
    let from = Math.max(0, all.length - MAX_LINES);
    this.#characters -= sum(all.slice(0, from));
    while (this.#characters > MAX_CHARACTERS) {
      this.#characters -= all[from]?.text.length ?? 0;
      from += 1;
    }
    this.#dropped += from;
    this.#show({ entries: all.slice(from), waiting: 0, dropped: this.#dropped });
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}

const sum = (entries: readonly Entry[]): number =>
  entries.reduce((total, { text }) => total + text.length, 0);

/**
 * Where the log was left. A stream that is opened anew begins with lines that were there before; Docker tells them by
 * their times, of which several lines may have the same.
 */
class LastHeard {
  #at = -Infinity;
  /** Lines at that time. */
  #count = 0;
  /** Of those, how many are still to be left out. */
  #repeated = 0;

  rewind(): void {
    this.#repeated = this.#count;
  }

  isNew({ at }: LogLine): boolean {
    if (at === null || at > this.#at) {
      if (at !== null) this.#at = at;
      this.#count = 1;
      this.#repeated = 0;
      return true;
    }
    // Both outputs are written side by side: a little out of order is not a repetition.
    if (this.#repeated === 0) {
      if (at === this.#at) this.#count += 1;
      return true;
    }
    if (at === this.#at) this.#repeated -= 1;
    return false;
  }
}
