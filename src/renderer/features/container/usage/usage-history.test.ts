import { describe, expect, it } from 'vitest';
import { curveOf, HISTORY_MS, scaleTop, withSample, type Sample } from './usage-history';

const sample = (at: number, cpu: number): Sample => ({ at, cpu, memory: 0, memoryLimit: null });
const box = { width: 300, height: 100, top: 1 };

describe('the history of usage', () => {
  it('forgets what is no longer shown', () => {
    const samples = withSample([sample(0, 1), sample(2_000, 1)], sample(HISTORY_MS + 1_000, 1));
    expect(samples.map(({ at }) => at)).toEqual([2_000, HISTORY_MS + 1_000]);
  });

  it('ends at the right edge', () => {
    const { line, area } = curveOf([sample(0, 0), sample(2_000, 0.5)], ({ cpu }) => cpu, box);
    expect(line).toBe('M298 100L300 50');
    expect(area).toBe('M298 100L300 50L300 100L298 100Z');
  });

  it('is interrupted where nothing was told', () => {
    const { line } = curveOf([sample(0, 0), sample(60_000, 1)], ({ cpu }) => cpu, box);
    expect(line).toBe('M240 100M300 0');
  });

  it('never leaves its box, and may be empty', () => {
    expect(curveOf([sample(0, 9)], ({ cpu }) => cpu, box).line).toBe('M300 0');
    expect(curveOf([], ({ cpu }) => cpu, box)).toEqual({ line: '', area: '' });
  });

  it.each([
    [0, 0.1, 0.1],
    [0.13, 0.1, 0.2],
    [0.9, 0.1, 1],
    [1.2, 0.1, 2],
    [48_000_000, 1, 50_000_000],
    [1_000, 1, 1_000],
  ])('holds %s (at least %s) in a scale to %s', (most, least, top) =>
    expect(scaleTop(most, least)).toBeCloseTo(top),
  );
});
