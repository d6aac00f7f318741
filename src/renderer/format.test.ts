import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatRoundTrip, formatShare } from './format';

describe('format', () => {
  it.each([
    [0.307, '0.31 ms'],
    [4.26, '4.3 ms'],
    [58.4, '58 ms'],
  ])('round trip %d', (ms, text) => expect(formatRoundTrip(ms)).toBe(text));

  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [12 * 60_000, '12 min'],
    [3_600_000, '1 h'],
    [3_600_000 * 3 + 300_000, '3 h 5 min'],
    [86_400_000 * 2 + 3_600_000, '2 d 1 h'],
  ])('duration %d', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [999_600, '1.0 MB'],
    [123_456_789, '123 MB'],
  ])('bytes %d', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.004, '< 1 %'],
    [0.251, '25 %'],
  ])('share %d', (share, text) => expect(formatShare(share)).toBe(text));
});
