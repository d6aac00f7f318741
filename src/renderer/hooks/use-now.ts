import { useEffect, useSyncExternalStore } from 'react';

const SECOND_MS = 1000;

/** One clock for all that counts, so that two places never disagree by a second. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, SECOND_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** While nobody counts, the clock stands still. */
function latest(): number {
  if (Date.now() - now >= SECOND_MS) now = Date.now();
  return now;
}

/**
 * The time in epoch milliseconds, renewed every second while something that counts is shown, and at once when `about`, which
 * is counted for, becomes something else: the others go along.
 */
export function useNow(about?: unknown): number {
  useEffect(tick, [about]);
  return useSyncExternalStore(subscribe, latest);
}
