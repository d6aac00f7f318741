import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';

describe('base64url', () => {
  // RFC 4648, 10; then what differs from base64.
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
    ['~~~???', 'fn5-Pz8_'],
    ['Gängewäg 🚢', 'R8Okbmdld8OkZyDwn5qi'],
  ])('of %s is %s', (text, encoded) => {
    expect(toBase64Url(text)).toBe(encoded);
    expect(fromBase64Url(encoded)).toBe(text);
  });

  it('is read as what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromBase64Url(toBase64Url(text))).toBe(text);
      }),
    );
  });

  it('takes padding', () => expect(fromBase64Url('YQ==')).toBe('a'));

  it.each([
    ['no digits of it', 'a b'],
    ['the digits of base64', 'a+/b'],
    ['half a byte', 'YWJjZ'],
    ['no UTF-8', '__4'],
  ])('refuses %s', (_what, encoded) => expect(fromBase64Url(encoded)).toBeUndefined());
});
