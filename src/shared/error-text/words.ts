/** What the sentences about errors are made of. */
import type { ErrorCode, ErrorDetail } from '../errors';

export interface ErrorText {
  /** A few words, for a heading. */
  readonly title: string;
  /** One sentence or two: what happened, with the facts. */
  readonly what: string;
  /** What to do next. */
  readonly next: string;
}

/** The sentences of one family of codes, e.g. `net`: every code has its own. */
export type Texts<Family extends string> = Readonly<
  Record<Extract<ErrorCode, `${Family}.${string}`>, (facts: Facts) => ErrorText>
>;

export interface Facts {
  readonly detail: ErrorDetail;
  /** A fact by its key, or a paraphrase where it is absent. */
  readonly fact: (key: string, otherwise?: string) => string;
  /** `: ` and what a system or a server said, in its own words; empty if nothing. */
  readonly reason: string;
  readonly host: string;
  /** The host, with its port if that is known. */
  readonly at: string;
  readonly user: string;
}

export function factsOf(detail: ErrorDetail): Facts {
  const fact = (key: string, otherwise = 'unknown'): string => {
    const value = detail[key];
    return value === undefined || value === '' ? otherwise : String(value);
  };
  const said = fact('message', fact('reason', '')).trim().replace(/\.$/, '');
  const host = fact('host', 'the gateway');
  return {
    detail,
    fact,
    reason: said ? `: ${said}` : '',
    host,
    at: detail['port'] === undefined ? host : `${host} port ${detail['port']}`,
    user: fact('user', 'the login user'),
  };
}

/** A sentence may begin with the paraphrase of an absent fact ("the gateway"). */
export function text(title: string, what: string, next: string): ErrorText {
  return { title, what: what.replace(/^the /, 'The '), next };
}

/** `before` + fact + `after`, or nothing if there is no such fact. */
export function list(before: string, value: string | number | undefined, after = ''): string {
  return value === undefined || value === '' ? '' : `${before}${value}${after}`;
}
