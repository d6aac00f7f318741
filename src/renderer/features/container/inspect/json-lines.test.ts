import { describe, expect, it } from 'vitest';
import { jsonLines, textOf, unfolded } from './json-lines';

const value = {
  Id: 'abc',
  Pid: 12,
  Running: true,
  Error: null,
  Config: { Env: ['TOKEN=geheim', 'BARE'], Labels: {}, Cmd: [] },
};

describe('JSON as lines', () => {
  it('is what docker prints', () => {
    const lines = jsonLines(value, true);
    expect(textOf(lines)).toBe(JSON.stringify(value, null, 2));
    for (const scalar of [5, 'x', null, [], {}])
      expect(textOf(jsonLines(scalar, true))).toBe(JSON.stringify(scalar));
  });

  it('hides the values of the environment, and only those', () => {
    const text = textOf(jsonLines(value, false));
    expect(text).not.toContain('geheim');
    expect(text).toContain('"TOKEN=••••••"');
    expect(text).toContain('"BARE"');
    expect(text).toContain('"abc"');
  });

  it('folds what is inside, also inside of what is folded', () => {
    const lines = jsonLines(value, true);
    const config = lines.find(({ plain }) => plain.startsWith('"Config"'));
    const env = lines.find(({ plain }) => plain.startsWith('"Env"'));
    expect(config?.fold?.size).toBe(3);
    const plain = (folded: number[]): string[] =>
      unfolded(lines, new Set(folded)).map((line) => line.plain);
    expect(plain([config?.number ?? -1]).slice(-3)).toEqual(['"Error": null,', '"Config": {', '}']);
    expect(plain([env?.number ?? -1])).toContain('"Labels": {},');
    expect(plain([env?.number ?? -1, config?.number ?? -1])).toHaveLength(7);
    expect(plain([])).toHaveLength(lines.length);
  });
});
