import { describe, expect, it } from 'vitest';
import { plainText, spansOf } from './log-text';

const ESC = '\u001b';
const sgr = (codes: string, text: string): string => `${ESC}[${codes}m${text}`;

describe('a line of a log', () => {
  it('is itself where a program writes plain text', () => {
    expect(plainText('GET / 200')).toBe('GET / 200');
    expect(spansOf('<b>&amp;</b>').map(({ text }) => text)).toEqual(['<b>&amp;</b>']);
    expect(spansOf('')).toEqual([]);
  });

  it('keeps its styles as names, until they are reset', () => {
    const spans = spansOf(`${sgr('1;31', 'ERROR')}${sgr('0', ' disk ')}${sgr('4', 'full')}`);
    expect(
      spans.map(({ text, style }) => [text, style.colour, style.bold, style.underline]),
    ).toEqual([
      ['ERROR', 'red', true, false],
      [' disk ', null, false, false],
      ['full', null, false, true],
    ]);
  });

  it.each([
    ['31', 'red'],
    ['92', 'green'],
    ['90', 'grey'],
    ['37', null],
    ['38;5;208', 'yellow'],
    ['38:5:27', 'blue'],
    ['38;2;200;40;220', 'magenta'],
    ['38;5;244', 'grey'],
    ['38;5;15', null],
    ['38', null],
  ])('shows %s in the nearest legible colour', (codes, hue) =>
    expect(spansOf(sgr(codes, 'x'))[0]?.style.colour).toBe(hue),
  );

  it('goes on with what stands behind an extended colour', () => {
    const [span] = spansOf(sgr('38;5;9;1;48;2;0;0;255', 'x'));
    expect(span?.style).toMatchObject({ colour: 'red', bold: true, background: 'blue' });
  });

  it.each([
    ['a cursor that moves', `${ESC}[2K${ESC}[1;1Hdone`, 'done'],
    ['a title', `${ESC}]0;title\u0007done`, 'done'],
    ['a link', `${ESC}]8;;http://x/${ESC}\\here${ESC}]8;;${ESC}\\`, 'here'],
    ['a string without an end', `ok${ESC}]0;title`, 'ok'],
    ['a character set', `${ESC}(Bdone`, 'done'],
    ['a lone escape', `do${ESC}`, 'do'],
    ['what rings', 'do\u0007ne', 'done'],
    ['a progress bar', '10 %\r50 %\r100 %', '100 %'],
    ['a line end of DOS', 'done\r', 'done'],
    ['a tabulator, which stays', 'a\tb', 'a\tb'],
  ])('is read without %s', (_what, line, text) => {
    expect(plainText(line)).toBe(text);
    expect(
      spansOf(line)
        .map((span) => span.text)
        .join(''),
    ).toBe(text);
  });
});
