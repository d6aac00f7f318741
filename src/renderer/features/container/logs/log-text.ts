/**
 * A line of a log as text in styles: pure. Programs write for a terminal, so there are escapes of ECMA-48 in it; those
 * that style become names, all others go. Nothing of a line ever becomes markup.
 */

/** The few colours that are legible in light and dark; all of a terminal's are shown in the nearest of them. */
type Hue = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'grey';

export interface TextStyle {
  readonly colour: Hue | null;
  readonly background: Hue | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
}

export interface Span {
  readonly text: string;
  readonly style: TextStyle;
}

const PLAIN: TextStyle = {
  colour: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
};

/* eslint-disable no-control-regex -- control characters are what this is about */
/** CSI sequences; OSC, DCS, SOS, PM and APC strings; other escapes of two or three characters. */
const ESCAPE =
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]|\x1b/g;
/** All that is not drawn, but for the tabulator. */
const UNDRAWN = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;
const SPECIAL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;
/* eslint-enable no-control-regex */

/** What is read of a line, without its escapes. */
export function plainText(line: string): string {
  if (!SPECIAL.test(line)) return line;
  return lastDrawn(line).replace(ESCAPE, '').replace(UNDRAWN, '');
}

/** The same text, in its styles. */
export function spansOf(line: string): Span[] {
  if (!SPECIAL.test(line)) return line === '' ? [] : [{ text: line, style: PLAIN }];
  const drawn = lastDrawn(line);
  const spans: Span[] = [];
  let style = PLAIN;
  let from = 0;
  const take = (to: number): void => {
    const text = drawn.slice(from, to).replace(UNDRAWN, '');
    if (text !== '') spans.push({ text, style });
  };
  for (const match of drawn.matchAll(ESCAPE)) {
    take(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') style = styled(style, match[1] ?? '');
  }
  take(drawn.length);
  return spans;
}

/** A carriage return begins the line anew: of a progress bar, only its last state is left. */
function lastDrawn(line: string): string {
  const whole = line.replace(/\r+$/, '');
  return whole.slice(whole.lastIndexOf('\r') + 1);
}

/** `codes` is what stands between `ESC [` and `m`, e.g. `1;31` or `38:5:208` (ECMA-48 8.3.117, ITU T.416). */
function styled(style: TextStyle, codes: string): TextStyle {
  const numbers = codes.split(/[;:]/).map(Number);
  let now = style;
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const [hue, length] = extended(numbers.slice(at + 1));
      now = { ...now, [code === 38 ? 'colour' : 'background']: hue };
      at += length;
    } else now = code === 0 ? PLAIN : { ...now, ...simple(code) };
  }
  return now;
}

function simple(code: number): Partial<TextStyle> {
  if (code >= 30 && code <= 37) return { colour: basic(code - 30) };
  if (code >= 40 && code <= 47) return { background: basic(code - 40) };
  if (code >= 90 && code <= 97) return { colour: bright(code - 90) };
  if (code >= 100 && code <= 107) return { background: bright(code - 100) };
  return SIMPLE[code] ?? {};
}

const SIMPLE: Readonly<Record<number, Partial<TextStyle>>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { colour: null },
  49: { background: null },
};

/** Black, red, … white; black and white are the text's own colour on a surface that is one of them. */
const BASIC: readonly (Hue | null)[] = [
  null,
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  null,
];
const basic = (index: number): Hue | null => BASIC[index] ?? null;
const bright = (index: number): Hue | null => (index === 0 ? 'grey' : basic(index));

/** `5;n` or `2;r;g;b` after 38 or 48: the hue, and how many numbers that took. */
function extended(numbers: readonly number[]): readonly [Hue | null, number] {
  const [kind, a = 0, b = 0, c = 0] = numbers;
  if (kind === 5) return [indexed(a), 2];
  if (kind === 2) return [nearest(a, b, c), 4];
  return [null, 0];
}

/** Of xterm's 256: the basic ones, a cube of 6 by 6 by 6, a ramp of greys. */
function indexed(n: number): Hue | null {
  if (n < 8) return basic(n);
  if (n < 16) return bright(n - 8);
  if (n >= 232) return nearest(8 + (n - 232) * 10, 8 + (n - 232) * 10, 8 + (n - 232) * 10);
  const level = (digit: number): number => (digit === 0 ? 0 : 55 + digit * 40);
  const cube = n - 16;
  return nearest(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

const WHEEL: readonly Hue[] = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'];

/** By its hue on the colour wheel, in sixths; what has hardly any is grey in the middle and plain at the ends. */
function nearest(r: number, g: number, b: number): Hue | null {
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  if (spread < 40) return most > 80 && most < 190 ? 'grey' : null;
  const sixth =
    most === r ? (g - b) / spread : most === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return WHEEL[(Math.round(sixth) + 6) % 6] ?? null;
}
