/** Columns as `docker ps` aligns them: pure. */

const GAP = '   ';

/** Lines of a table; `paint` colours a cell after it was padded. Row 0 is the heading. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (cell: string, row: number, column: number) => string = (cell) => cell,
): string[] {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all.map((row, index) => {
    const last = row.length - 1;
    return row
      .map((cell, column) => {
        const padded = column === last ? cell : cell.padEnd(widths[column] ?? 0);
        return paint(padded, index, column);
      })
      .join(GAP)
      .trimEnd();
  });
}

const UNITS: readonly (readonly [limit: number, seconds: number, name: string])[] = [
  [60, 1, 's'],
  [3600, 60, 'm'],
  [86_400, 3600, 'h'],
  [Infinity, 86_400, 'd'],
];

/** How long ago `since` was, both epoch milliseconds: `12s`, `3m`, `5h`, `40d`. */
export function age(since: number, now: number): string {
  const seconds = Math.max(Math.floor((now - since) / 1000), 0);
  const [, divisor, name] = UNITS.find(([limit]) => seconds < limit) ?? [0, 86_400, 'd'];
  return `${Math.floor(seconds / divisor)}${name}`;
}
