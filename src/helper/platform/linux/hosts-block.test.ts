import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { devicesIn, withBlock } from './hosts-block';

const HOSTS = '127.0.0.1\tlocalhost\n::1 localhost ip6-localhost\n';
const entries = [
  { address: '172.17.0.2', names: ['web.staging.gangway.internal', 'web.staging'] },
  { address: 'fd20::2', names: ['web.staging.gangway.internal'] },
];
const other = [{ address: '10.1.0.2', names: ['db.b.gangway.internal'] }];

it('writes one block, at the end', () => {
  expect(withBlock(HOSTS, 'gangway0', entries)).toBe(
    `${HOSTS}# gangway0: begin. Gangway keeps these lines while it is connected.\n` +
      '172.17.0.2 web.staging.gangway.internal web.staging\n' +
      'fd20::2 web.staging.gangway.internal\n' +
      '# gangway0: end\n',
  );
});

describe('taking it out leaves every byte', () => {
  it.each([
    ['an ordinary file', HOSTS],
    ['no newline at the end', HOSTS.trimEnd()],
    ['Windows line ends', HOSTS.replaceAll('\n', '\r\n')],
    ['those, without the last', HOSTS.replaceAll('\n', '\r\n').trimEnd()],
    ['a lone return at the end', `${HOSTS}x\r`],
    ['an empty file', ''],
    ['an empty line', '\n'],
    ['no file', null],
    ['bytes that are no text', '\xff\x00\xfe 1\n'],
    ['marks of others', '# gangway: begin\n# gangway1234: begin.\n# gangway0: end\n'],
  ])('%s', (_name, text) => {
    expect(withBlock(text, 'gangway0', [])).toBe(text);
    const first = withBlock(text, 'gangway0', entries);
    expect(withBlock(first, 'gangway0', entries)).toBe(first);
    const both = withBlock(first, 'gangway1', other);
    expect(devicesIn(both ?? '')).toEqual(['gangway0', 'gangway1']);
    // In either order, and after a change.
    expect(withBlock(both, 'gangway1', [])).toBe(first);
    expect(withBlock(withBlock(both, 'gangway0', other), 'gangway0', entries)).toBe(both);
    expect(withBlock(withBlock(both, 'gangway0', []), 'gangway1', [])).toBe(text);
  });

  it('whatever was there', () => {
    const line = fc.constantFrom(
      ...['', '1.2.3.4 a', '# gangway0: end', '# x', '\r', '\xe9', '# gangway1: begin', ' '],
    );
    const texts = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isFirstOutFirst) => {
        const both = withBlock(withBlock(text, 'gangway7', entries), 'gangway8', other);
        const order = isFirstOutFirst ? ['gangway7', 'gangway8'] : ['gangway8', 'gangway7'];
        const left = order.reduce<string | null>((now, device) => withBlock(now, device, []), both);
        expect(left).toBe(text);
      }),
    );
  });
});

it('keeps what others wrote meanwhile', () => {
  for (const text of [HOSTS, HOSTS.trimEnd(), null, '']) {
    const edited = `1.1.1.1 before\n${withBlock(text, 'gangway0', entries) ?? ''}1.1.1.2 after\n`;
    const left = withBlock(edited, 'gangway0', []) ?? '';
    expect(left).toContain('1.1.1.1 before\n');
    expect(left).toContain('1.1.1.2 after\n');
    expect(left).not.toContain('gangway');
    expect(withBlock(edited, 'gangway0', other)).toContain('end\n1.1.1.2 after\n');
  }
});

describe('a block that lost its end', () => {
  const whole = withBlock(HOSTS, 'gangway0', entries) ?? '';
  const cut = whole.replace('# gangway0: end\n', '');

  it('ends before what is not ours', () => {
    expect(withBlock(cut, 'gangway0', [])).toBe(HOSTS);
    expect(withBlock(`${cut}# mine\n1.2.3.4 x\n`, 'gangway0', [])).toBe(
      `${HOSTS}# mine\n1.2.3.4 x\n`,
    );
    expect(withBlock(`${cut}\n`, 'gangway0', [])).toBe(`${HOSTS}\n`);
  });

  it('may be cut off in a word', () => {
    for (const length of [1, 5, 20, 40]) {
      expect(withBlock(cut.slice(0, -length), 'gangway0', [])).toBe(HOSTS);
    }
  });

  it('ends before the next', () => {
    expect(withBlock(withBlock(cut, 'gangway1', other), 'gangway0', [])).toBe(
      withBlock(HOSTS, 'gangway1', other),
    );
  });
});
