import { describe, expect, it } from 'vitest';
import { linesWith, piecesOf, stepFrom } from './log-search';
import { spansOf } from './log-text';

const ESC = '\u001b';
const lines = ['GET /a', 'post /b', 'get /c.*'].map((plain) => ({ plain }));

describe('searching a log', () => {
  it('finds words in whatever case, or in theirs', () => {
    expect(linesWith(lines, { text: 'get', matchCase: false })).toEqual([0, 2]);
    expect(linesWith(lines, { text: 'get', matchCase: true })).toEqual([2]);
  });

  it('takes what looks like an expression for text', () => {
    expect(linesWith(lines, { text: '.*', matchCase: false })).toEqual([2]);
    for (const text of ['(', '[', '\\', '-', '/', '^$', 'a{2}'])
      expect(linesWith([{ plain: `x${text}y` }], { text, matchCase: false }), text).toEqual([0]);
  });

  it.each([
    [null, 1, 0],
    [null, -1, 2],
    [4, 1, 1],
    [7, 1, 2],
    [9, 1, 0],
    [9, -1, 1],
    [4, -1, 2],
    [5, -1, 0],
  ] as const)('from line %s by %s to match %s', (here, step, match) =>
    expect(stepFrom([4, 7, 9], here, step)).toBe(match),
  );

  it('cuts a line at its matches, across its styles', () => {
    const spans = spansOf(`a${ESC}[31mbc${ESC}[0mda`);
    const pieces = piecesOf(spans, { text: 'CD', matchCase: false });
    expect(pieces.map(({ text, isMatch, style }) => [text, isMatch, style.colour])).toEqual([
      ['a', false, null],
      ['b', false, 'red'],
      ['c', true, 'red'],
      ['d', true, null],
      ['a', false, null],
    ]);
    expect(piecesOf(spans, { text: 'a', matchCase: true }).filter((p) => p.isMatch)).toHaveLength(
      2,
    );
    expect(piecesOf(spans, null).map(({ text }) => text)).toEqual(['a', 'bc', 'da']);
  });
});
