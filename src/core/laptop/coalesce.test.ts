import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';

let calls: number;
let ending: AbortController;
let event: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  calls = 0;
  ending = new AbortController();
  event = coalesce(() => calls++, 200, ending.signal);
});
afterEach(() => {
  vi.useRealTimers();
});

it('makes one call of many events, counted from the first', () => {
  for (let sent = 0; sent < 10; sent++) {
    event();
    vi.advanceTimersByTime(19);
  }
  expect(calls).toBe(0);
  vi.advanceTimersByTime(10);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(calls).toBe(1);
  event();
  vi.advanceTimersByTime(200);
  expect(calls).toBe(2);
});

it('calls nobody once it is over', () => {
  event();
  ending.abort();
  event();
  vi.advanceTimersByTime(1_000);
  expect([calls, vi.getTimerCount()]).toEqual([0, 0]);
});
