/**
 * Several channels as one stream of frames towards the relay, taking turns. A channel has 2 MiB on their way at
 * most (OpenSSH's window), which at 58 ms is 290 Mbit/s. The order is kept without numbers: the relay reads one
 * lane until it says that the next one's turn has come. Nothing waits in a circle: a turn is only given once all
 * before it is handed to SSH or will be without any other lane's doing.
 */
import type { Pipe } from '../ssh';
import { LENGTH_BYTES } from './frame';

/** A length that no frame has: what follows comes on the next lane (relay.py, NEXT_LANE). */
const NEXT_LANE = Buffer.alloc(LENGTH_BYTES);

/** Bytes of a turn, at least: the lanes' windows are used evenly, and a turn costs little. */
const TURN_BYTES = 64 * 1024;

const NOTHING = Buffer.alloc(0);

export class Lanes {
  readonly #pipes: Pipe[];
  #current: Pipe;
  #turn = 0;
  #bytes = 0;
  #isClosed = false;
  #onWritable: (() => void) | undefined;

  constructor(first: Pipe) {
    this.#pipes = [first];
    this.#current = first;
    this.#listen(first);
  }

  /** More of them, which the relay reads from already. */
  add(pipes: readonly Pipe[]): void {
    if (this.#isClosed) for (const pipe of pipes) pipe.close();
    this.#pipes.push(...pipes);
    for (const pipe of pipes) this.#listen(pipe);
  }

  /** Sends whole frames, as `Pipe.write` does. */
  send(frames: Buffer): boolean {
    const lane = this.#current;
    if (this.#pipes.length === 1) return lane.write(frames);
    // A lost turn would have the relay wait for ever.
    if (lane.room < frames.length + NEXT_LANE.length) return lane.write(NOTHING);
    const takesMore = lane.write(frames);
    this.#bytes += frames.length;
    if (this.#bytes < TURN_BYTES) return takesMore;
    lane.write(NEXT_LANE);
    this.#bytes = 0;
    this.#turn = (this.#turn + 1) % this.#pipes.length;
    this.#current = this.#pipes[this.#turn] ?? lane;
    return this.#current.write(NOTHING);
  }

  onWritable(listener: () => void): void {
    this.#onWritable = listener;
  }

  close(): void {
    this.#isClosed = true;
    for (const pipe of this.#pipes) pipe.close();
  }

  #listen(pipe: Pipe): void {
    pipe.onWritable(() => {
      if (pipe === this.#current) this.#onWritable?.();
    });
  }
}
