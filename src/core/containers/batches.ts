/** What comes in small pieces, in fewer and larger ones. */

export interface BatchLimits {
  /** Items in one batch. */
  readonly most: number;
  /** Milliseconds between two batches, unless one is full. */
  readonly every: number;
}

/**
 * The first one at once, what comes soon after it together. Reads at most one piece of `source` ahead of whoever takes
 * the batches. Whoever ends it early has to end `source` too: it may be waiting.
 */
export async function* inBatches<Item>(
  source: AsyncIterator<readonly Item[]>,
  { most, every }: BatchLimits,
): AsyncGenerator<readonly Item[]> {
  let waiting: Item[] = [];
  let last = -Infinity;
  let coming = ahead(source);
  for (;;) {
    const left = waiting.length > 0 ? Math.max(0, last + every - performance.now()) : Infinity;
    const piece = await within(coming, left);
    if (piece?.done) break;
    if (piece) {
      waiting = [...waiting, ...piece.value];
      coming = ahead(source);
    }
    const isDue = piece === null;
    while (waiting.length >= most || (isDue && waiting.length > 0)) {
      last = performance.now();
      yield waiting.splice(0, most);
    }
  }
  for (let at = 0; at < waiting.length; at += most) yield waiting.slice(at, at + most);
}

/** Whether it fails is found out when it is waited for. */
function ahead<Piece>(source: AsyncIterator<Piece>): Promise<IteratorResult<Piece, unknown>> {
  const coming = source.next();
  coming.catch(() => undefined);
  return coming;
}

/** `null` once `left` milliseconds are over. */
async function within<Value>(coming: Promise<Value>, left: number): Promise<Value | null> {
  if (left === Infinity) return await coming;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), left);
  });
  try {
    return await Promise.race([coming, over]);
  } finally {
    clearTimeout(timer);
  }
}
