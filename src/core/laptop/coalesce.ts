/** Calls `call` once, `ms` after the first of several events; the next event after that begins anew. */
export function coalesce(call: () => void, ms: number, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer) clearTimeout(timer);
  };
  signal.addEventListener('abort', stop, { once: true });
  return () => {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = null;
      call();
    }, ms);
  };
}
