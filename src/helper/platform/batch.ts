/** Many `ip` commands as one process: a thousand routes take milliseconds instead of seconds. Pure. */
import type { Command } from './platform';

/** Neighbours that may share a process of `ip -batch`: all forgive failures, or none does. */
export function batches(commands: readonly Command[]): Command[][] {
  const groups: Command[][] = [];
  for (const command of commands) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first && mayShare(first, command)) group.push(command);
    else groups.push([command]);
  }
  return groups;
}

function mayShare(one: Command, other: Command): boolean {
  if (one.argv[0] !== 'ip' || other.argv[0] !== 'ip') return false;
  return (one.settled === undefined) === (other.settled === undefined);
}

interface FailedLine {
  /** Counted from 1. */
  readonly line: number;
  /** What `ip` said about it. */
  readonly words: string;
}

/** Reads what `ip -batch -` says of lines that failed: some words, then `Command failed -:LINE`. */
export function failedLines(stderr: string): FailedLine[] {
  const failures: FailedLine[] = [];
  let words: string[] = [];
  for (const text of stderr.split('\n')) {
    const [, line] = /^Command failed -:(\d+)$/.exec(text) ?? [];
    if (line === undefined) words.push(text);
    else {
      failures.push({ line: Number(line), words: words.join('\n').trim() });
      words = [];
    }
  }
  return failures;
}
