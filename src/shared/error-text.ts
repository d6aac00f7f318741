/** What people read about an error: the only place where codes and facts become sentences. */
import { ARGUMENTS, FACTS, type Look, type Slots } from './error-text/facts';
import { wordsKey } from './error-text/variants';
import type { ErrorDetail, ErrorInfo } from './errors';
import { textOf, type AnyTexts } from './texts';
import { en } from './texts/en';
import { ENGLISH } from './texts/english';
import type { ErrorWords } from './texts/error-words';

export interface ErrorText {
  /** A few words, for a heading. */
  readonly title: string;
  /** One sentence or two: what happened, with the facts. */
  readonly what: string;
  /** What to do next. */
  readonly next: string;
}

/** Describes any error in the language of `t`; facts that are absent are left out of the sentence or paraphrased. */
export function describeError(error: ErrorInfo, t: AnyTexts = ENGLISH): ErrorText {
  const key = knownKey(wordsKey(error));
  const look: Look = (rest, slots) => textOf(t, `errors:${rest}`, slots);
  const words = wordsAt(key);
  const known = knownFacts(error.detail);
  const paraphrased = paraphrases(words, key, known, look);
  const said = { ...known, ...paraphrased };
  const slots: Slots = {
    errorCode: error.code,
    ...said,
    ...optional(words, key, known, look),
    ...mapped(usedIn(words, FACTS), (make) => make(said, look, known)),
    ...mapped(usedIn(words, ARGUMENTS), (make) => make(known)),
  };
  return {
    title: look(`${key}.title`, slots),
    what: capitalised(look(`${key}.what`, slots), Object.values(paraphrased)),
    next: look(`${key}.next`, slots),
  };
}

/** `unknown` for what is not in the catalogue: whoever told us of it may be newer than we are. */
function knownKey(key: string): string {
  return typeof (wordsAt(key) as ErrorWords | undefined)?.title === 'string' ? key : 'unknown';
}

/** The English ones: their shape is that of every language. */
function wordsAt(key: string): ErrorWords {
  const [family = '', rest] = key.split('.');
  const words = (en.errors as unknown as Readonly<Record<string, unknown>>)[family];
  return (
    rest === undefined ? words : (words as Record<string, unknown> | undefined)?.[rest]
  ) as ErrorWords;
}

function knownFacts(detail: ErrorDetail): ErrorDetail {
  return Object.fromEntries(Object.entries(detail).filter(([, fact]) => fact !== ''));
}

function paraphrases({ absent = {} }: ErrorWords, key: string, known: ErrorDetail, look: Look) {
  const names = Object.keys(absent).filter((name) => known[name] === undefined);
  return Object.fromEntries(names.map((name) => [name, look(`${key}.absent.${name}`)]));
}

function optional({ given = {} }: ErrorWords, key: string, known: ErrorDetail, look: Look): Slots {
  return mapped(given, (_words, name) =>
    known[name] === undefined ? '' : look(`${key}.given.${name}`, known),
  );
}

function usedIn<Made>({ what, next }: ErrorWords, made: Readonly<Record<string, Made>>) {
  return Object.fromEntries(
    Object.entries(made).filter(([name]) => `${what} ${next}`.includes(`{{${name}}}`)),
  );
}

function mapped<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, name: string) => string,
): Slots {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}

/** A sentence may begin with a paraphrase ("the gateway"). */
function capitalised(sentence: string, phrases: readonly string[]): string {
  return phrases.some((phrase) => sentence.startsWith(phrase))
    ? sentence.charAt(0).toUpperCase() + sentence.slice(1)
    : sentence;
}
