import { describe, expect, it } from 'vitest';
import { placePopover, type PlacementInput } from './popover-placement';

const size = { width: 360, height: 560 };
const bounds = { x: 0, y: 0, width: 1440, height: 900 };
const unknown = { x: 0, y: 0, width: 0, height: 0 };
/** Panels of 25 pixels at the top or 40 at the bottom. */
const topPanel = { bounds, workArea: { x: 0, y: 25, width: 1440, height: 875 } };
const bottomPanel = { bounds, workArea: { x: 0, y: 0, width: 1440, height: 860 } };
const leftPanel = { bounds, workArea: { x: 60, y: 0, width: 1380, height: 900 } };
const noPanel = { bounds, workArea: bounds };
const elsewhere = { x: 700, y: 500 };

const cases: [string, Omit<PlacementInput, 'size'>, { x: number; y: number }][] = [
  [
    'hangs centred under a menu bar icon',
    { tray: { x: 900, y: 0, width: 24, height: 24 }, cursor: elsewhere, display: topPanel },
    { x: 732, y: 31 },
  ],
  [
    'stays on the display near its right edge',
    { tray: { x: 1410, y: 0, width: 24, height: 24 }, cursor: elsewhere, display: topPanel },
    { x: 1074, y: 31 },
  ],
  [
    'stands on a panel at the bottom',
    { tray: { x: 1300, y: 868, width: 24, height: 24 }, cursor: elsewhere, display: bottomPanel },
    { x: 1074, y: 294 },
  ],
  [
    'stands beside a panel at the left',
    { tray: { x: 10, y: 400, width: 24, height: 24 }, cursor: elsewhere, display: leftPanel },
    { x: 66, y: 132 },
  ],
  [
    'uses the cursor when the tray does not know where it is',
    { tray: unknown, cursor: { x: 800, y: 880 }, display: bottomPanel },
    { x: 620, y: 294 },
  ],
  [
    'goes to the top right corner when nothing is known',
    { tray: unknown, cursor: elsewhere, display: topPanel },
    { x: 1074, y: 31 },
  ],
  [
    'does not believe an icon amid the windows',
    { tray: { x: 300, y: 300, width: 24, height: 24 }, cursor: elsewhere, display: topPanel },
    { x: 1074, y: 31 },
  ],
  [
    'does not believe an icon on another display',
    { tray: { x: 2000, y: 0, width: 24, height: 24 }, cursor: elsewhere, display: topPanel },
    { x: 1074, y: 31 },
  ],
  [
    'copes with a display without panels',
    { tray: unknown, cursor: { x: 1439, y: 899 }, display: noPanel },
    { x: 1074, y: 6 },
  ],
  [
    'shows the top left of itself on a display that is too small',
    {
      tray: unknown,
      cursor: elsewhere,
      display: {
        bounds: { x: 0, y: 0, width: 320, height: 480 },
        workArea: { x: 0, y: 20, width: 320, height: 460 },
      },
    },
    { x: 6, y: 26 },
  ],
];

describe('placePopover', () => {
  it.each(cases)('%s', (_name, input, corner) =>
    expect(placePopover({ size, ...input })).toEqual(corner),
  );
});
