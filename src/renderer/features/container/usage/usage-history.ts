/** The last minutes of what a container used, and its curve: pure. */
import type { Usage } from '../../../../shared/container-tools';

export interface Sample extends Usage {
  /** Epoch milliseconds. */
  readonly at: number;
}

export const HISTORY_MS = 5 * 60_000;

/** Without what is older than is shown. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ at }) => at > sample.at - HISTORY_MS), sample];
}

/** A gap longer than this is one: the container was stopped, or the bridge was down. */
const GAP_MS = 10_000;

export interface Curve {
  /** SVG path data. */
  readonly line: string;
  /** The same, closed down to the base line. */
  readonly area: string;
}

interface Box {
  readonly width: number;
  readonly height: number;
  /** Value at the upper edge. */
  readonly top: number;
}

/** Draws `value` of each sample over time; the newest is at the right edge. */
export function curveOf(
  samples: readonly Sample[],
  value: (sample: Sample) => number,
  { width, height, top }: Box,
): Curve {
  const now = samples.at(-1)?.at ?? 0;
  const runs: string[][] = [];
  const edges: [number, number][] = [];
  samples.forEach((sample, index) => {
    const x = round(width - ((now - sample.at) / HISTORY_MS) * width);
    const y = round(height - (Math.min(value(sample), top) / top) * height);
    const before = samples[index - 1];
    if (!before || sample.at - before.at > GAP_MS) {
      runs.push([]);
      edges.push([x, x]);
    }
    runs.at(-1)?.push(`${x} ${y}`);
    const edge = edges.at(-1);
    if (edge) edge[1] = x;
  });
  const lines = runs.map((points) => `M${points.join('L')}`);
  return {
    line: lines.join(''),
    area: lines
      .map((line, index) => {
        const [from, to] = edges[index] ?? [0, 0];
        return `${line}L${to} ${height}L${from} ${height}Z`;
      })
      .join(''),
  };
}

/** The round number at which a scale ends that has to hold `most`: 1, 2 or 5 times a power of ten. */
export function scaleTop(most: number, least: number): number {
  const wanted = Math.max(most, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ([1, 2, 5, 10].find((factor) => factor * power >= wanted * 0.999) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
