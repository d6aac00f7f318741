/** How a command ends: the exit code, and one line about a failure. */
import { CommanderError } from 'commander';
import { describeError } from '../shared/error-text';
import { toErrorInfo } from '../shared/errors';
import { printable } from './io';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;
/** One of these, or that of another program which was run. */
export type ExitCode = number;

/** Says a failure through `note` in one line; commander has said its own already. */
export function exitCodeOf(thrown: unknown, note: (line: string) => void): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.done : EXIT.usage;
  note(`gangway: ${failureLine(thrown)}`);
  return EXIT.failed;
}

/** What happened and what to do, without line breaks. */
export function failureLine(thrown: unknown): string {
  const { what, next } = describeError(toErrorInfo(thrown));
  return printable(`${what} ${next}`.replaceAll('\n', ' '));
}
