/** Ctrl-C and its kin, as a wish to end that is carried out in good order. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `first` on the first signal and `again` on each later one, instead of ending the process.
 * Returns the removal.
 */
export function onInterrupt(first: () => void, again: () => void): () => void {
  let count = 0;
  const listener = (): void => (count++ === 0 ? first() : again());
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}
