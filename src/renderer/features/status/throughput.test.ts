import { describe, expect, it } from 'vitest';
import { addSample, throughputOf, type TrafficSample } from './throughput';

const sample = (at: number, sent: number, received: number): TrafficSample => ({
  ...{ at, sent, received },
});

const after = (...samples: TrafficSample[]): readonly TrafficSample[] =>
  samples.reduce<readonly TrafficSample[]>(addSample, []);

describe('throughput', () => {
  it('is not known at first', () => {
    expect(throughputOf([])).toBeNull();
    expect(throughputOf(after(sample(0, 10, 10)))).toBeNull();
  });

  it('is that of the last seconds', () => {
    const samples = after(sample(0, 0, 0), sample(1000, 500, 4000), sample(2000, 1000, 10_000));
    expect(throughputOf(samples)).toEqual({ up: 500, down: 5000 });
  });

  it('forgets what was before', () => {
    const samples = after(
      sample(0, 0, 0),
      sample(1000, 9_000_000, 9_000_000),
      sample(5000, 9_000_000, 9_000_000),
    );
    expect(throughputOf(samples)).toEqual({ up: 0, down: 0 });
  });

  it('begins anew after a pause, and with another link', () => {
    expect(throughputOf(after(sample(0, 0, 0), sample(60_000, 600, 600)))).toBeNull();
    const again = after(sample(0, 900, 900), sample(1000, 0, 0), sample(2000, 100, 200));
    expect(throughputOf(again)).toEqual({ up: 100, down: 200 });
  });
});
