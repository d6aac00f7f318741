import { describe, expect, it } from 'vitest';
import { safeText, safeTitle } from './safe-text';

describe('words of a server', () => {
  it.each([
    ['Code: ', 'Code:'],
    ['one\r\ntwo\nthree\tfour', 'one\ntwo\nthree\tfour'],
    ['\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['bell\u0007 back\u0008 return\r delete\u007f', 'bell␇ back␈ return␍ delete␡'],
    ['C1 \u0085 \u009b', 'C1 \ufffd \ufffd'],
    [
      '\u202eevil\u202c \u2066x\u2069 \u200f \u061c',
      '\ufffdevil\ufffd \ufffdx\ufffd \ufffd \ufffd',
    ],
    ['zero\u200bwidth \ufeff\u2060', 'zero\ufffdwidth \ufffd\ufffd'],
    ['line\u2028paragraph\u2029', 'line\ufffdparagraph\ufffd'],
    ['رمز التحقق 密码 🔑', 'رمز التحقق 密码 🔑'],
  ])('%j are shown as %j', (said, shown) => expect(safeText(said)).toBe(shown));

  it('are one line in a heading, and whole below it where they are long', () => {
    expect(safeTitle('Two\n\nfactors')).toEqual({ title: 'Two factors', rest: '' });
    const long = 'word '.repeat(1000);
    const { title, rest } = safeTitle(long);
    expect(title).toMatch(/^(word ){9}wo…$/);
    expect(rest).toBe(long.trim());
  });
});
