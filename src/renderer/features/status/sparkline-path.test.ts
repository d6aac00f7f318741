import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline-path';

const box = { width: 100, height: 20, capacity: 11 };

describe('sparkline', () => {
  it('is empty without echoes', () => {
    expect(sparkline([], box)).toEqual({ line: '', area: '', lost: [] });
  });

  it('ends at the right edge and leaves a gap for a loss', () => {
    const { line, lost } = sparkline([10, 10, null, 10, 10], box);
    expect(line).toBe('M60 2.6L70 2.6M90 2.6L100 2.6');
    expect(lost).toEqual([80]);
  });

  it('shows a lone answer as a dash', () => {
    expect(sparkline([null, 10], box).line).toBe('M95 2.6L100 2.6');
  });

  it('keeps sub-millisecond noise low', () => {
    const { line } = sparkline([0.2, 0.4], box);
    expect(line).toBe('M90 18.3L100 16.5');
  });

  it('drops what is older than its capacity', () => {
    expect(sparkline(new Array<null>(30).fill(null), box).lost).toHaveLength(11);
  });
});
