import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startDeadline } from './deadline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('expires once', () => {
  const expired = vi.fn();
  startDeadline(100, expired);
  vi.advanceTimersByTime(99);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(expired).toHaveBeenCalledTimes(1);
});

it('starts over', () => {
  const expired = vi.fn();
  const deadline = startDeadline(100, expired);
  vi.advanceTimersByTime(99);
  deadline.restart(200);
  vi.advanceTimersByTime(199);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(expired).toHaveBeenCalled();
});

it('does not count while people think, even if it is restarted meanwhile', async () => {
  const expired = vi.fn();
  const deadline = startDeadline(100, expired);
  let answer!: () => void;
  const thinking = deadline.suspendFor(() => new Promise<void>((resolve) => (answer = resolve)));
  deadline.restart(50);
  vi.advanceTimersByTime(1_000_000);
  expect(expired).not.toHaveBeenCalled();
  answer();
  await thinking;
  vi.advanceTimersByTime(49);
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(expired).toHaveBeenCalled();
});

it('never expires after stop', async () => {
  const expired = vi.fn();
  const deadline = startDeadline(100, expired);
  deadline.stop();
  await deadline.suspendFor(() => Promise.resolve());
  deadline.restart(1);
  vi.advanceTimersByTime(1000);
  expect(expired).not.toHaveBeenCalled();
});
