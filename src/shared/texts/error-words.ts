/** The shape of what is said about an error. */
import type { ErrorCode } from '../errors';

/**
 * Slots are facts of the error by their keys, what `error-text/facts.ts` makes of them, or, in capitals, a fact as it
 * stands in a command, where the name of the slot stands in for it: `{{NAME}}`.
 */
export interface ErrorWords {
  /** A few words, for a heading. */
  readonly title: string;
  /** One sentence or two: what happened, with the facts. */
  readonly what: string;
  /** What to do next. */
  readonly next: string;
  /** What a slot says if its fact is not known; nothing otherwise. */
  readonly absent?: Readonly<Record<string, string>>;
  /** What a slot says if its fact is known; the fact itself otherwise. */
  readonly given?: Readonly<Record<string, string>>;
}

/** The words of one family of codes, e.g. `net`: every code has its own, and a variant of one has another name. */
export type FamilyWords<Family extends string> = Readonly<
  Record<
    ErrorCode extends infer Code ? (Code extends `${Family}.${infer Rest}` ? Rest : never) : never,
    ErrorWords
  >
> &
  Readonly<Record<string, ErrorWords>>;
