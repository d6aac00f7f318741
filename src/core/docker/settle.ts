/** Looks again a little later, because an event does not mean that what it tells can be read already. */

/**
 * Milliseconds after an event at which its parts are read once more (twice that at most). dockerd tells `die` and
 * `disconnect` before it writes the new state to the copy that lists are read from (moby,
 * daemon/monitor.go: the event, the clean-up, then `CheckpointTo`), and says nothing afterwards; and a Swarm's
 * manager hears of a task a little after the node that runs it has told of its container.
 */
const DELAYS_MS = [50, 200, 2_000];

interface Delay {
  readonly milliseconds: number;
  /** What came while the timer ran, and has its own time to wait. */
  readonly next: Set<string>;
  timer: NodeJS.Timeout | undefined;
}

/** However many events there are, each delay passes at most once in its own time. */
export class Settling<Part extends string> {
  readonly #read: (parts: readonly Part[]) => void;
  readonly #delays: Delay[] = DELAYS_MS.map((milliseconds) => ({
    milliseconds,
    next: new Set(),
    timer: undefined,
  }));

  constructor(read: (parts: readonly Part[]) => void) {
    this.#read = read;
  }

  after(parts: readonly Part[]): void {
    if (parts.length === 0) return;
    for (const delay of this.#delays) {
      for (const part of parts) delay.next.add(part);
      if (delay.timer === undefined) this.#start(delay);
    }
  }

  stop(): void {
    for (const { timer } of this.#delays) clearTimeout(timer);
  }

  #start(delay: Delay): void {
    const parts = [...delay.next] as Part[];
    delay.next.clear();
    delay.timer = setTimeout(() => {
      delay.timer = undefined;
      this.#read(parts);
      if (delay.next.size > 0) this.#start(delay);
    }, delay.milliseconds);
  }
}
