import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientChannel } from '../library';
import { Pace } from './pace';

const WINDOW = 2 * 1024 * 1024;
const CHUNK = 64 * 1024;

let channel: {
  outgoing: { window: number };
  _waitWindow: boolean;
  _chunk: Buffer | undefined;
  _chunkcb: (() => void) | undefined;
};
let pace: Pace;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  channel = {
    outgoing: { window: WINDOW },
    _waitWindow: false,
    _chunk: undefined,
    _chunkcb: undefined,
  };
  pace = new Pace(channel as unknown as ClientChannel);
});
afterEach(() => vi.useRealTimers());

/** One write, after which ssh2 has sent it; whether more may follow at once. */
function write(then: () => void = () => undefined): boolean {
  let isFree = false;
  channel.outgoing.window -= CHUNK;
  pace.after(CHUNK, () => {
    isFree = true;
    then();
  });
  return isFree;
}

/** As ssh2 hears of it. */
function grant(bytes: number): void {
  channel.outgoing.window += bytes;
  if (!channel._waitWindow) return;
  channel._waitWindow = false;
  if (channel._chunk) throw new Error('it would send this again');
  channel._chunkcb?.();
}

const underway = () => WINDOW - channel.outgoing.window;

/** A line of `rate` bytes a second that always has something to send: what is on its way after `seconds`. */
function run(rate: number, seconds: number): number {
  let free = true;
  let owed = 0;
  for (let ms = 0; ms < seconds * 1000; ms += 5) {
    while (free && underway() < WINDOW) free = write(() => (free = true));
    vi.advanceTimersByTime(5);
    owed = Math.min(underway(), owed + rate / 200);
    // OpenSSH tells of three packets at once.
    if (owed < 3 * 32 * 1024) continue;
    const grantable = owed;
    owed = 0;
    grant(grantable);
  }
  return underway();
}

describe('Pace', () => {
  it('keeps the queue of a slow line short', () => {
    expect(run(600_000, 5)).toBeLessThan(300 * 1024);
  });

  it('lets a fast line have the whole window', () => {
    expect(run(30_000_000, 5)).toBeGreaterThan(WINDOW - 3 * CHUNK);
  });

  it('does not have a chunk sent again that waited for the window before', () => {
    channel._chunk = Buffer.alloc(1);
    while (write());
    expect(() => grant(CHUNK)).not.toThrow();
  });

  it('goes on with a server that grants by other rules', () => {
    let went = 0;
    while (write(() => went++));
    const before = went;
    vi.advanceTimersByTime(1_000);
    expect(went).toBe(before + 1);
  });
});
