import { describe, expect, it } from 'vitest';
import { matchesPattern, matchesPatternList } from './patterns';

describe('matchesPattern', () => {
  it.each([
    ['a.b', 'a.b', true],
    ['aXb', 'a.b', false],
    ['bay-1.example', 'bay-?.example', true],
    ['bay-.example', 'bay-?.example', false],
    ['bay-12.example', 'bay-?.example', false],
    ['anything', '*', true],
    ['', '*', true],
    ['x.example', '*.example', true],
    ['example', '*.example', false],
    ['a[1](2)', 'a[1](2)', true],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '*****************************b', true],
  ])('%j against %j: %j', (text, pattern, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
  });
});

describe('matchesPatternList', () => {
  it.each([
    ['a.example', ['*.example', '!b.example'], true],
    ['b.example', ['*.example', '!b.example'], false],
    ['b.example', ['!b.example', '*'], false],
    // Only negations: nothing says yes.
    ['a.example', ['!b.example'], false],
  ])('%j against %j: %j', (text, patterns, expected) => {
    expect(matchesPatternList(text, patterns)).toBe(expected);
  });
});
