import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Settling } from './settle';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const reads: [number, string][] = [];
  const since = Date.now();
  const settling = new Settling<'a' | 'b'>((parts) => {
    reads.push([Date.now() - since, parts.join('')]);
  });
  return { reads, settling };
}

it('reads three times after one event', () => {
  const { reads, settling } = watched();
  settling.after(['a']);
  vi.runAllTimers();
  expect(reads).toEqual([
    [50, 'a'],
    [200, 'a'],
    [2_000, 'a'],
  ]);
});

it('gives what comes meanwhile its own time', () => {
  const { reads, settling } = watched();
  settling.after(['a']);
  vi.advanceTimersByTime(40);
  settling.after(['b']);
  vi.advanceTimersByTime(60);
  expect(reads).toEqual([
    [50, 'a'],
    [100, 'b'],
  ]);
});

it('reads no more often for a thousand events, and each is followed by every delay', () => {
  const { reads, settling } = watched();
  for (let at = 0; at < 1_000; at++) {
    settling.after(['a']);
    vi.advanceTimersByTime(1);
  }
  vi.runAllTimers();
  expect(reads.length).toBeLessThanOrEqual(21 + 6 + 2);
  expect(reads.at(-1)?.[0]).toBeGreaterThanOrEqual(999 + 2_000);
});

it('does nothing after an event that is about nothing, nor when stopped', () => {
  const { reads, settling } = watched();
  settling.after([]);
  vi.runAllTimers();
  settling.after(['a']);
  settling.stop();
  vi.runAllTimers();
  expect(reads).toEqual([]);
});
