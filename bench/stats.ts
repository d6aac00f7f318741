/** Figures: what was measured, by measure, subject and round. */

export interface Sample {
  readonly measure: string;
  readonly unit: string;
  readonly value: number;
}

/** One line of out/bench.json. */
export interface Row {
  readonly measure: string;
  readonly subject: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: readonly number[];
}

interface Series {
  readonly unit: string;
  /** By round; a hole where it failed. */
  readonly values: (number | undefined)[];
}

/** The middle of the values, or the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between neighbours. NaN for none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export class Figures {
  readonly #series = new Map<string, Map<string, Series>>();

  add(subject: string, round: number, { measure, unit, value }: Sample): void {
    if (!Number.isFinite(value)) return;
    let subjects = this.#series.get(measure);
    if (!subjects) this.#series.set(measure, (subjects = new Map<string, Series>()));
    let series = subjects.get(subject);
    if (!series) subjects.set(subject, (series = { unit, values: [] }));
    series.values[round] = value;
  }

  /** The median over the rounds, if there is any. */
  median(measure: string, subject: string): number | undefined {
    const runs = this.#values(measure, subject).filter((value) => value !== undefined);
    return runs.length > 0 ? median(runs) : undefined;
  }

  /** The median over the rounds of what `combine` makes of two subjects' figures in the same round. */
  paired(
    measure: string,
    [one, other]: readonly [string, string],
    combine: (one: number, other: number) => number,
  ): number | undefined {
    const others = this.#values(measure, other);
    const pairs = this.#values(measure, one).flatMap((value, round) => {
      const beside = others[round];
      return value === undefined || beside === undefined ? [] : [combine(value, beside)];
    });
    return pairs.length > 0 ? median(pairs) : undefined;
  }

  rows(): Row[] {
    return [...this.#series].flatMap(([measure, subjects]) =>
      [...subjects].map(([subject, { unit, values }]) => {
        const runs = values.filter((value) => value !== undefined).map(rounded);
        const [min, max] = [Math.min(...runs), Math.max(...runs)];
        return { measure, subject, unit, median: rounded(median(runs)), min, max, runs };
      }),
    );
  }

  #values(measure: string, subject: string): readonly (number | undefined)[] {
    // A copy without holes: filter and map skip them.
    return Array.from(this.#series.get(measure)?.get(subject)?.values ?? []);
  }
}

/** Four significant digits: more would be noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
