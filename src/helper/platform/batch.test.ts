import { describe, expect, it } from 'vitest';
import { batches, failedLines } from './batch';
import type { Command } from './platform';

const ip = (...args: string[]): Command => ({ argv: ['ip', ...args] });
const gone = (...args: string[]): Command => ({ argv: ['ip', ...args], settled: [1, 2] });
const sysctl: Command = { argv: ['sysctl', '-qw', 'a=0'] };

describe('batches', () => {
  it('keeps the order, and apart who forgives and who does not', () => {
    const commands = [gone('a'), sysctl, ip('b'), ip('c'), gone('d'), gone('e'), sysctl, sysctl];
    expect(batches(commands)).toEqual([
      [gone('a')],
      [sysctl],
      [ip('b'), ip('c')],
      [gone('d'), gone('e')],
      [sysctl],
      [sysctl],
    ]);
    expect(batches([])).toEqual([]);
  });
});

describe('failedLines', () => {
  // Words of iproute2 6.1.0.
  it('reads every line that failed, with what was said about it', () => {
    const said =
      'RTNETLINK answers: No such process\nCommand failed -:1\n' +
      'Error: inet prefix is expected rather than "x".\nTry more.\nCommand failed -:12\n';
    expect(failedLines(said)).toEqual([
      { line: 1, words: 'RTNETLINK answers: No such process' },
      { line: 12, words: 'Error: inet prefix is expected rather than "x".\nTry more.' },
    ]);
  });

  it('finds none where it never came to a line', () => {
    expect(failedLines('Cannot open file "-" for reading\n')).toEqual([]);
  });
});
