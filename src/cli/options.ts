/** What several commands share: their options, and how a result is printed. */
import { InvalidArgumentError, type Command } from 'commander';
import type { Io } from './io';

export interface Json {
  readonly json?: true;
}

export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON');
}

export function result(
  io: Io,
  { json }: Json,
  value: unknown,
  lines: () => readonly string[],
): void {
  for (const line of json ? [JSON.stringify(value)] : lines()) io.print(line);
}

export function wholeNumber(what: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`A ${what} is a whole number from ${min} to ${max}.`);
    return value;
  };
}

/** For an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
