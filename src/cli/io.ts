/** What a command says, and whether a person is there to answer. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export interface Io {
  /** A line of the result, on stdout. */
  readonly print: (line: string) => void;
  /** A line about what is going on, on stderr. */
  readonly note: (line: string) => void;
  /** Colours `words` where stdout is a terminal and NO_COLOR is not set. */
  readonly paint: (style: Style, words: string) => string;
  /** Whether questions can be asked. */
  readonly interactive: boolean;
}

export function processIo({ stdin, stdout, stderr, env }: NodeJS.Process): Io {
  const colours = stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  // A reader such as `head` may have seen enough.
  stdout.on('error', () => undefined);
  return {
    print: (line) => stdout.write(`${line}\n`),
    note: (line) => stderr.write(`${line}\n`),
    paint: (style, words) => (colours ? styleText(style, words, { validateStream: false }) : words),
    interactive: stdin.isTTY && stderr.isTTY,
  };
}

/** Text from a server without what a terminal would act upon (C0 and C1 controls); line breaks stay. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what this is about
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
}
