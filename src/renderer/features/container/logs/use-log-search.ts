import { useMemo, useState } from 'react';
import type { Entry } from './log-feed';
import { linesWith, stepFrom, type Query } from './log-search';

interface LogSearch {
  readonly query: Query | null;
  readonly found: { readonly at: number | null; readonly count: number } | null;
  readonly target: { readonly index: number; readonly step: number } | null;
  readonly go: (step: 1 | -1) => void;
}

/** Lines that have `text`, and which of them one has gone to: by its number, because indexes change as lines go. */
export function useLogSearch(
  entries: readonly Entry[],
  text: string,
  matchCase: boolean,
): LogSearch {
  const [here, setHere] = useState<{ readonly number: number; readonly step: number } | null>(null);
  const query = useMemo(() => (text === '' ? null : { text, matchCase }), [text, matchCase]);
  const lines = useMemo(() => (query ? linesWith(entries, query) : []), [entries, query]);
  const at = here ? lines.findIndex((index) => entries[index]?.number === here.number) : -1;
  const index = lines[at];
  function go(step: 1 | -1): void {
    if (lines.length === 0) return;
    // From where one was, also if that line is none of them any more.
    const from = here ? entries.findIndex(({ number }) => number >= here.number) : null;
    const entry = entries[lines[stepFrom(lines, from, step)] ?? 0];
    if (entry) setHere({ number: entry.number, step: (here?.step ?? 0) + 1 });
  }
  return {
    query,
    found: query && { at: at === -1 ? null : at, count: lines.length },
    target: here && index !== undefined ? { index, step: here.step } : null,
    go,
  };
}
