/** Text as base64url (RFC 4648, 5) without padding, for links: pure, because neither Node nor a page is here. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** UTF-8 of `text`, which has no lone surrogates (`JSON.stringify` makes none); throws `URIError` otherwise. */
export function toBase64Url(text: string): string {
  const bytes = utf8Of(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((group >> shift) & 63));
    out += digits.slice(0, Math.min(3, bytes.length - at) + 1).join('');
  }
  return out;
}

/** The text, or `undefined` if it is not base64url of UTF-8. Padding may be there. */
export function fromBase64Url(encoded: string): string | undefined {
  const digits = encoded.replace(/={1,2}$/, '');
  if (!/^[\w-]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const part = digits.slice(at, at + 4);
    const group = [0, 1, 2, 3].reduce(
      (sum, index) => (sum << 6) | Math.max(0, ALPHABET.indexOf(part.charAt(index) || 'A')),
      0,
    );
    bytes.push(...[16, 8, 0].slice(0, part.length - 1).map((shift) => (group >> shift) & 255));
  }
  return textOf(bytes);
}

function utf8Of(text: string): number[] {
  const escaped = encodeURIComponent(text).match(/%..|[^%]/g) ?? [];
  return escaped.map((each) =>
    each.length > 1 ? Number.parseInt(each.slice(1), 16) : each.charCodeAt(0),
  );
}

function textOf(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(
      bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    );
  } catch {
    return undefined;
  }
}
