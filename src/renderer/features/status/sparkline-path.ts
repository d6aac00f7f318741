/** Geometry of the latency curve: pure. */

export interface Sparkline {
  /** SVG path data, one sub-path per run of answered echoes. */
  readonly line: string;
  /** The same, closed down to the base line. */
  readonly area: string;
  /** x of every lost echo. */
  readonly lost: readonly number[];
}

/** Milliseconds: quieter than this is drawn flat, so that noise does not look like trouble. */
const LEAST_SCALE_MS = 2;

/**
 * Draws the last `capacity` echoes (oldest first, `null` = lost) into `width` by `height`; the newest is at
 * the right edge. A lone answer between two losses becomes a short dash, so that it is seen.
 */
export function sparkline(
  echoes: readonly (number | null)[],
  { width, height, capacity }: { width: number; height: number; capacity: number },
): Sparkline {
  const shown = echoes.slice(-capacity);
  const step = width / (capacity - 1);
  const xOf = (index: number): number => width - (shown.length - 1 - index) * step;
  const answered = shown.filter((echo) => echo !== null);
  const top = Math.max(LEAST_SCALE_MS, ...answered) * 1.15;
  const yOf = (ms: number): number => height - (ms / top) * height;

  const lost: number[] = [];
  const runs: { x: number; y: number }[][] = [];
  let run: { x: number; y: number }[] | undefined;
  shown.forEach((echo, index) => {
    if (echo === null) {
      lost.push(round(xOf(index)));
      run = undefined;
      return;
    }
    if (!run) runs.push((run = []));
    run.push({ x: round(xOf(index)), y: round(yOf(echo)) });
  });

  const lines = runs.map((points) => {
    const [only] = points;
    if (points.length === 1 && only) points.unshift({ x: round(only.x - step / 2), y: only.y });
    return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`;
  });
  const areas = runs.map(
    (points, index) =>
      `${lines[index] ?? ''}L${points.at(-1)?.x ?? 0} ${height}L${points[0]?.x ?? 0} ${height}Z`,
  );
  return { line: lines.join(''), area: areas.join(''), lost };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
