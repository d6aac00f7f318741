import { describe, expect, it } from 'vitest';
import { unlessEmpty, withoutAbsent } from './absent';

describe('what is not there', () => {
  it('is left out at any depth, and nothing else is', () => {
    const value = { a: undefined, b: [{ c: undefined, d: null }], e: {}, f: 0, g: '' };
    expect(withoutAbsent(value)).toStrictEqual({ b: [{ d: null }], e: {}, f: 0, g: '' });
  });

  it('makes an object empty', () => {
    expect(unlessEmpty({ a: undefined })).toBeUndefined();
    expect(unlessEmpty({ a: undefined, b: false })).toEqual({ b: false });
  });
});
