import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pipe } from '../ssh';
import { FrameReader, frameOf, LENGTH_BYTES } from './frame';
import { Lanes } from './lanes';

const ROOM = 1024 * 1024;

/** A channel that takes what its window holds, keeps some more, and tells when there is room again. */
class FakePipe {
  sent = Buffer.alloc(0);
  isClosed = false;
  #waiting = Buffer.alloc(0);
  #window: number;
  #tell: (() => void) | undefined;

  constructor(window: number) {
    this.#window = window;
  }

  get room() {
    return ROOM - this.#waiting.length;
  }

  write(bytes: Buffer): boolean {
    if (bytes.length <= this.room) this.#waiting = Buffer.concat([this.#waiting, bytes]);
    this.#move();
    return this.#waiting.length === 0;
  }

  open(bytes: number): void {
    this.#window += bytes;
    this.#move();
    if (this.#waiting.length === 0) this.#tell?.();
  }

  onWritable(listener: () => void): void {
    this.#tell = listener;
  }

  close(): void {
    this.isClosed = true;
  }

  #move(): void {
    const count = Math.min(this.#window, this.#waiting.length);
    this.#window -= count;
    this.sent = Buffer.concat([this.sent, this.#waiting.subarray(0, count)]);
    this.#waiting = this.#waiting.subarray(count);
  }
}

const asPipe = (pipe: FakePipe) => pipe as unknown as Pipe;

/** What the relay makes of the lanes: it reads one until its turn is over; `undefined` at a broken frame. */
function heard(pipes: readonly FakePipe[]): number[] {
  const numbers: number[] = [];
  const reader = new FrameReader((body) => numbers.push(body.readUInt32BE(body.length - 4)));
  const at = pipes.map(() => 0);
  for (let turn = 0; ;) {
    const [stream, from = 0] = [pipes[turn]?.sent ?? Buffer.alloc(0), at[turn]];
    if (stream.length - from < LENGTH_BYTES) return numbers;
    const length = stream.readUInt32BE(from);
    const end = from + LENGTH_BYTES + length;
    if (end > stream.length) return numbers;
    at[turn] = end;
    if (length === 0) turn = (turn + 1) % pipes.length;
    else expect(reader.push(stream.subarray(from, end))).toBe(true);
  }
}

function numbered(number: number, size: number): Buffer {
  const packet = Buffer.alloc(Math.max(size, 20));
  packet.writeUInt32BE(number, packet.length - 4);
  return frameOf(packet);
}

it('keep the order, however large frames and windows are, and lose nothing while not full', () => {
  const step = fc.oneof(
    fc.record({ size: fc.integer({ min: 20, max: 65_000 }) }),
    fc.record({ lane: fc.nat(2), bytes: fc.nat(300_000) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat(200_000), (steps, window) => {
      const pipes = [0, 1, 2].map(() => new FakePipe(window));
      const lanes = new Lanes(asPipe(pipes[0] ?? new FakePipe(0)));
      lanes.add(pipes.slice(1).map(asPipe));
      let isFull = false;
      lanes.onWritable(() => (isFull = false));
      let count = 0;
      for (const one of steps) {
        if ('lane' in one) pipes[one.lane]?.open(one.bytes);
        else if (!isFull) isFull = !lanes.send(numbered(count++, one.size));
      }
      for (const pipe of pipes) pipe.open(10_000_000);
      expect(isFull).toBe(false);
      expect(heard(pipes)).toEqual(Array.from({ length: count }, (_, i) => i));
    }),
  );
});

it('drop whole frames where nobody waits, and still give the turn on', () => {
  const pipes = [new FakePipe(0), new FakePipe(0)];
  const lanes = new Lanes(asPipe(pipes[0] ?? new FakePipe(0)));
  lanes.add(pipes.slice(1).map(asPipe));
  for (let i = 0; i < 100; i++) lanes.send(numbered(i, 60_000));
  for (const pipe of pipes) pipe.open(100_000_000);
  const numbers = heard(pipes);
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.length).toBeLessThan(100);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
});

describe('lanes that come late', () => {
  it('are used from then on', () => {
    const [first, second] = [new FakePipe(1e9), new FakePipe(1e9)];
    const lanes = new Lanes(asPipe(first));
    for (let i = 0; i < 10; i++) lanes.send(numbered(i, 60_000));
    expect(first.sent.length).toBeGreaterThan(600_000);
    lanes.add([asPipe(second)]);
    for (let i = 10; i < 20; i++) lanes.send(numbered(i, 60_000));
    expect(second.sent.length).toBeGreaterThan(200_000);
    expect(heard([first, second])).toHaveLength(20);
  });

  it('are closed when all is over', () => {
    const [first, second] = [new FakePipe(0), new FakePipe(0)];
    const lanes = new Lanes(asPipe(first));
    lanes.close();
    lanes.add([asPipe(second)]);
    expect([first.isClosed, second.isClosed]).toEqual([true, true]);
  });
});
