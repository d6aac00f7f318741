import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';

describe('base64url', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = Buffer.from(text, 'utf8').toString('base64url');
        expect(toBase64Url(text)).toBe(encoded);
        expect(fromBase64Url(encoded)).toBe(text);
      }),
    );
  });

  it('takes padding', () => expect(fromBase64Url('YQ==')).toBe('a'));

  it.each([
    ['no digits of it', 'a b'],
    ['the digits of base64', 'a+/b'],
    ['half a byte', 'YWJjZ'],
    ['no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
  ])('refuses %s', (_what, encoded) => expect(fromBase64Url(encoded)).toBeUndefined());
});
