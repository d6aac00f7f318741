/**
 * How much of a bulk channel may be on its way at once. The peer's window (2 MiB of OpenSSH) is good for fast lines; on
 * one of 5 Mbit/s it is a queue of three seconds, in which the link's packets would wait behind a `docker build`.
 */
import { flowOf, outgoingOf, type ClientChannel } from '../library';

/** The queue that bulk data may make, in seconds of the rate that the line has shown. Longer than most round trips. */
const QUEUE_SECONDS = 0.3;

/** Bytes: OpenSSH grants more once three packets of 32 KiB are consumed, so that less than this would stall. */
const LEAST_BYTES = 192 * 1024;

/** Between two looks at the rate: milliseconds. Grants come in clumps. */
const LOOK_MS = 100;

/** A server that grants by other rules: after so many milliseconds its window alone counts. */
const PATIENCE_MS = 1_000;

export class Pace {
  readonly #channel: ClientChannel;
  /** The whole of the peer's window. */
  readonly #window: number;
  #limit = LEAST_BYTES;
  #sent = 0;
  #lookedAt = performance.now();
  #arrivedThen = 0;

  constructor(channel: ClientChannel) {
    this.#channel = channel;
    this.#window = outgoingOf(channel).window;
  }

  /** After `bytes` were written: calls `then` once more may be. */
  after(bytes: number, then: () => void): void {
    this.#sent += bytes;
    this.#look();
    if (this.#underway < this.#limit) {
      then();
      return;
    }
    const flow = flowOf(this.#channel);
    let isDone = false;
    const go = (): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      flow._chunkcb = undefined;
      flow._waitWindow = false;
      then();
    };
    const wait = (): void => {
      // What ssh2 sent at an earlier grant would be sent again.
      flow._chunk = undefined;
      flow._chunkcb = granted;
      flow._waitWindow = true;
    };
    const granted = (): void => {
      if (isDone) return;
      this.#look();
      if (this.#underway < this.#limit) go();
      else wait();
    };
    const timer = setTimeout(go, PATIENCE_MS).unref();
    wait();
  }

  get #underway(): number {
    return this.#window - outgoingOf(this.#channel).window;
  }

  #look(): void {
    const now = performance.now();
    const elapsed = now - this.#lookedAt;
    if (elapsed < LOOK_MS) return;
    const arrived = this.#sent - this.#underway;
    const perSecond = ((arrived - this.#arrivedThen) / elapsed) * 1000;
    this.#limit = Math.max(LEAST_BYTES, perSecond * QUEUE_SECONDS);
    this.#lookedAt = now;
    this.#arrivedThen = arrived;
  }
}
