/** The command line of the harness; `script/bench --help` describes it. */
import { parseArgs } from 'node:util';

/** Fewer are for a look: medians that go into the documents are of at least so many. */
const WHOLE_ROUNDS = 5;

export interface Options {
  readonly quick: boolean;
  readonly rounds: number;
  /** Words that a subject's or a measure's id has to begin with; none: all. */
  readonly subjects: readonly string[];
  readonly measures: readonly string[];
  /** A part of the benchmark says nothing about the whole: out/bench.json only. */
  readonly partial: boolean;
}

/** Throws with words for a person. */
export function parseOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 2 : WHOLE_ROUNDS));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds needs a number from 1');
  const halves = values.only.map((only) => only.split('/'));
  const words = (half: 0 | 1): string[] =>
    halves.flatMap((parts) => (parts[half] ? parts[half].split(',') : []));
  return {
    quick: values.quick,
    rounds,
    subjects: words(0),
    measures: words(1),
    partial: values.quick || rounds < WHOLE_ROUNDS || values.only.length > 0,
  };
}

/** Does the id begin with one of the words? */
export function chosen(id: string, words: readonly string[]): boolean {
  return words.length === 0 || words.some((word) => id.startsWith(word));
}
