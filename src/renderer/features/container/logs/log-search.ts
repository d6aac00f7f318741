/** Where words are in a log, and how a line is cut to show them: pure. */

export interface Query {
  /** Not empty. */
  readonly text: string;
  readonly matchCase: boolean;
}

/** Of all lines, the indexes of those that have it. */
export function linesWith(lines: readonly { readonly plain: string }[], query: Query): number[] {
  const has = finder(query);
  const found: number[] = [];
  lines.forEach(({ plain }, index) => {
    if (has.test(plain)) found.push(index);
  });
  return found;
}

/** The one to go to from line `here` (an index, or `null` for none), around the ends. `found` is not empty. */
export function stepFrom(found: readonly number[], here: number | null, step: 1 | -1): number {
  const last = found.length - 1;
  if (here === null) return step === 1 ? 0 : last;
  if (step === 1) {
    const next = found.findIndex((index) => index > here);
    return next === -1 ? 0 : next;
  }
  const previous = found.findLastIndex((index) => index < here);
  return previous === -1 ? last : previous;
}

/** `spans` cut at the edges of every match of `query`, which may go across several. */
export function piecesOf<Span extends { readonly text: string }>(
  spans: readonly Span[],
  query: Query | null,
): (Span & { readonly isMatch: boolean })[] {
  if (!query) return spans.map((span) => ({ ...span, isMatch: false }));
  const whole = spans.map(({ text }) => text).join('');
  const edges = [...whole.matchAll(finder(query, 'g'))].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  let at = 0;
  return spans.flatMap((span) => {
    const [start, end] = [at, at + span.text.length];
    at = end;
    return cut(start, end, edges).map(([from, to, isMatch]) => ({
      ...span,
      text: whole.slice(from, to),
      isMatch,
    }));
  });
}

/** `start` to `end` in parts that are within one of `edges` or outside of all. */
function cut(
  start: number,
  end: number,
  edges: readonly (readonly [number, number])[],
): (readonly [from: number, to: number, isMatch: boolean])[] {
  const parts: [number, number, boolean][] = [];
  let from = start;
  for (const [open, close] of edges) {
    if (close <= from || open >= end) continue;
    if (open > from) parts.push([from, open, false]);
    parts.push([Math.max(open, from), Math.min(close, end), true]);
    from = Math.min(close, end);
  }
  if (from < end) parts.push([from, end, false]);
  return parts;
}

/** An expression folds case as the language does and keeps positions, which lower case does not always. */
function finder({ text, matchCase }: Query, flags = ''): RegExp {
  const literal = text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(literal, `${flags}${matchCase ? '' : 'i'}`);
}
