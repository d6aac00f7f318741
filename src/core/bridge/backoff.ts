/** Delay before a reconnect attempt, milliseconds: 1, 2, 4, 8, 16 s, then every 30 s. */
export function retryDelay(attempt: number): number {
  const reconnects = Math.max(attempt - 2, 0);
  return Math.min(1000 * 2 ** Math.min(reconnects, 5), 30_000);
}
