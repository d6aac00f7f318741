import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, logReader } from './log-lines';

const STAMP = '2026-11-23T02:36:11.123456789Z ';
const AT = Date.parse('2026-11-23T02:36:11.123Z');

function frame(stream: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload as string);
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}

function read(bytes: Buffer, hasTerminal = false, cuts: readonly number[] = []) {
  const reader = logReader(hasTerminal);
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const lines = places.flatMap((from, index) =>
    reader.push(Buffer.from(bytes.subarray(from, places[index + 1] ?? bytes.length))),
  );
  return [...lines, ...reader.end()];
}
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

describe('frames', () => {
  it('are lines of two streams, each with its time', () => {
    const bytes = Buffer.concat([
      frame(1, `${STAMP}one\n`),
      frame(2, `${STAMP}two\r\n`),
      frame(1, `${STAMP}\n`),
      frame(1, 'without a time\n'),
    ]);
    expect(read(bytes)).toEqual([
      { stream: 'stdout', at: AT, text: 'one' },
      { stream: 'stderr', at: AT, text: 'two' },
      { stream: 'stdout', at: AT, text: '' },
      { stream: 'stdout', at: AT, text: 'without a time' },
    ]);
  });

  it('put together what the daemon had cut, whatever comes in between', () => {
    const bytes = Buffer.concat([
      frame(1, `${STAMP}a`),
      frame(2, `${STAMP}other\n`),
      frame(1, `${STAMP}b`),
      frame(1, `${STAMP}c\n`),
    ]);
    expect(texts(read(bytes))).toEqual(['other', 'abc']);
  });

  it('are read the same wherever the connection cuts them', () => {
    const bytes = Buffer.concat([
      frame(1, `${STAMP}äöü €\n`),
      frame(2, `${STAMP}😀`),
      frame(1, `${STAMP}${'x'.repeat(300)}\n`),
      frame(2, Buffer.from([0x20, 0xff, 0xfe, 0x0a])),
    ]);
    const whole = read(bytes);
    const cut = fc.array(fc.nat(bytes.length), { maxLength: 20 });
    fc.assert(
      fc.property(cut, (cuts) => {
        expect(read(bytes, false, cuts)).toEqual(whole);
      }),
    );
  });

  it('are refused where they are none', () => {
    expect(() => logReader(false).push(Buffer.from('HTTP/1.1 200 OK\r\n'))).toThrow(/not a log/);
  });
});

describe('a terminal', () => {
  it('is lines with their times', () => {
    const bytes = Buffer.from(`${STAMP}one\r\n${STAMP}tw\rö\r\n${STAMP}rest`);
    expect(texts(read(bytes, true))).toEqual(['one', 'tw\rö', 'rest']);
    expect(read(bytes, true).every(({ at, stream }) => at === AT && stream === 'stdout')).toBe(
      true,
    );
  });

  it('loses the times within a long line, and no others', () => {
    const piece = 'x'.repeat(16_384);
    const bytes = Buffer.from(`${STAMP}${piece}${STAMP}${STAMP}y\r\n${STAMP}${piece}z\r\n`);
    expect(texts(read(bytes, true))).toEqual([`${piece}${STAMP}y`, `${piece}z`]);
  });
});

it('tells a line that never ends as several, and cuts no character', () => {
  const line = `x${'€'.repeat(100_000)}`;
  for (const hasTerminal of [true, false]) {
    const bytes = hasTerminal
      ? Buffer.from(`${line}\r\n`)
      : Buffer.concat([...(line.match(/.{1,5000}/gu) ?? []), '\n'].map((part) => frame(1, part)));
    const lines = texts(read(bytes, hasTerminal, [70_000, 140_000, 210_000]));
    expect(lines.join('')).toBe(line);
    expect(Math.max(...lines.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(
      MAX_LINE_BYTES,
    );
  }
});
