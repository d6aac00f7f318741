/** Where an ordinary window opens: pure. All in device-independent pixels. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Bounds, 'width' | 'height'>;

/** Of the second window of a kind, so that it does not cover the first. */
const STEP = 28;

/** As much of a window has to be on a display for it to be found there. */
const LEAST_VISIBLE = 64;

interface PlaceInput {
  /** Where the last one of its kind was. */
  readonly last: Bounds | undefined;
  readonly size: Size;
  readonly least: Size;
  /** What panels leave free of each display; the first is the main one. */
  readonly workAreas: readonly Bounds[];
  /** Where others of its kind are. */
  readonly taken: readonly Bounds[];
}

/** As the last one, on a display that exists and no larger than that; else of its usual size in the middle. */
export function placeWindow({ last, size, least, workAreas, taken }: PlaceInput): Bounds {
  const [main = { x: 0, y: 0, ...size }] = workAreas;
  const area = last && workAreas.find((each) => isFoundOn(last, each));
  const wanted = last && area ? last : centred(last ?? size, main);
  const fitted = within(wanted, area ?? main, least);
  let { x, y } = fitted;
  while (taken.some((other) => other.x === x && other.y === y)) {
    x += STEP;
    y += STEP;
  }
  return within({ ...fitted, x, y }, area ?? main, least);
}

/** Enough of its title bar to take hold of. */
function isFoundOn(bounds: Bounds, area: Bounds): boolean {
  const across =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return (
    across >= LEAST_VISIBLE &&
    bounds.y >= area.y &&
    bounds.y <= area.y + area.height - LEAST_VISIBLE
  );
}

function centred({ width, height }: Size, area: Bounds): Bounds {
  return {
    x: Math.round(area.x + Math.max(0, area.width - width) / 2),
    y: Math.round(area.y + Math.max(0, area.height - height) / 2),
    ...{ width, height },
  };
}

function within(bounds: Bounds, area: Bounds, least: Size): Bounds {
  const width = Math.max(least.width, Math.min(bounds.width, area.width));
  const height = Math.max(least.height, Math.min(bounds.height, area.height));
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    ...{ width, height },
  };
}
