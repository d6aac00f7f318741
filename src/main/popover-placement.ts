/** Where the popover goes: pure. All in device-independent pixels. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Rectangle extends Point, Size {}

/** The display that the cursor is on: all of it, and what panels leave free. */
interface Display {
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
}

export interface PlacementInput {
  readonly size: Size;
  /** What the tray says of itself; zeros on many Linux trays, nonsense on some displays of macOS. */
  readonly tray: Rectangle;
  readonly cursor: Point;
  readonly display: Display;
}

/** Between the popover and what it hangs from. */
const GAP = 6;
/** A tray icon is about this big at most. */
const MAX_ICON = 96;

/**
 * Top left corner of the popover: under (or over) the tray icon where its place is known, else at the
 * cursor if that is on a panel, as after a click on an icon; else the top right corner. Always within the
 * work area.
 */
export function placePopover({ size, tray, cursor, display }: PlacementInput): Point {
  const anchor = isPlausible(tray, display)
    ? { x: tray.x + tray.width / 2, y: tray.y + tray.height / 2 }
    : cursor;
  const { workArea } = display;
  if (isInside(anchor, workArea)) {
    return clamp({ x: workArea.x + workArea.width, y: workArea.y }, size, workArea);
  }
  return clamp({ x: anchor.x - size.width / 2, y: anchor.y - size.height / 2 }, size, workArea);
}

/** An icon lies on its display, is not huge, and sits where windows do not: on a panel. */
function isPlausible(tray: Rectangle, { bounds, workArea }: Display): boolean {
  const middle = { x: tray.x + tray.width / 2, y: tray.y + tray.height / 2 };
  const sized = tray.width > 0 && tray.height > 0;
  return (
    sized &&
    tray.width <= MAX_ICON &&
    tray.height <= MAX_ICON &&
    isInside(middle, bounds) &&
    !isInside(middle, workArea)
  );
}

function isInside(point: Point, area: Rectangle): boolean {
  return (
    point.x >= area.x &&
    point.x < area.x + area.width &&
    point.y >= area.y &&
    point.y < area.y + area.height
  );
}

function clamp(point: Point, size: Size, area: Rectangle): Point {
  const most = {
    x: area.x + area.width - size.width - GAP,
    y: area.y + area.height - size.height - GAP,
  };
  return {
    x: Math.round(Math.max(area.x + GAP, Math.min(point.x, most.x))),
    y: Math.round(Math.max(area.y + GAP, Math.min(point.y, most.y))),
  };
}
