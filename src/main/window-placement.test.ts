import { describe, expect, it } from 'vitest';
import { placeWindow } from './window-placement';

const size = { width: 880, height: 640 };
const least = { width: 480, height: 360 };
const main = { x: 0, y: 30, width: 1440, height: 870 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
const place = (change: Partial<Parameters<typeof placeWindow>[0]>) =>
  placeWindow({ last: undefined, size, least, workAreas: [main, beside], taken: [], ...change });

describe('a window', () => {
  it('opens in the middle at first', () =>
    expect(place({})).toEqual({ x: 280, y: 145, width: 880, height: 640 }));

  it('opens where the last one was, on any display', () => {
    const last = { x: 1600, y: 100, width: 1000, height: 700 };
    expect(place({ last })).toEqual(last);
  });

  it('comes back from a display that is gone, in its size', () =>
    expect(
      place({ last: { x: 1600, y: 100, width: 1000, height: 700 }, workAreas: [main] }),
    ).toEqual({ x: 220, y: 115, width: 1000, height: 700 }));

  it.each([
    [{ x: -700, y: 100, ...size }, 0, 100],
    [{ x: 1300, y: 800, ...size }, 560, 260],
    [{ x: 100, y: 30, ...size }, 100, 30],
  ])('%j is brought wholly onto its display', (last, x, y) =>
    expect(place({ last, workAreas: [main] })).toEqual({ x, y, ...size }),
  );

  it('is no larger than the display, and no smaller than can be used', () => {
    const small = { x: 0, y: 0, width: 800, height: 500 };
    expect(place({ workAreas: [small] })).toEqual({ x: 0, y: 0, width: 800, height: 500 });
    expect(place({ last: { x: 0, y: 30, width: 10, height: 10 } })).toMatchObject(least);
  });

  it('does not cover another one of its kind', () => {
    const last = { x: 100, y: 100, ...size };
    expect(place({ last, taken: [last] })).toMatchObject({ x: 128, y: 128 });
    expect(place({ last, taken: [last, { ...last, x: 128, y: 128 }] })).toMatchObject({
      x: 156,
      y: 156,
    });
  });

  it('opens without any display', () => expect(place({ workAreas: [] })).toMatchObject(size));
});
