/**
 * A picture of a host key, as `ssh-keygen -lv` prints it ("the drunken bishop": OpenSSH, sshkey.c,
 * `fingerprint_randomart`): a person sees at a glance whether two are the same. Pure.
 */
const WIDTH = 17;
const HEIGHT = 9;
/** By how often the bishop was there; the last two mark where it began and where it ended. */
const MARKS = ' .o+=*BOX@%&#/^SE';
const START = MARKS.length - 2;
const END = MARKS.length - 1;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export interface KeyPicture {
  /** `ED25519`, `RSA`, … */
  readonly keyType: string;
  readonly bits: number;
  /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
}

/** Its eleven lines. */
export function randomart({ keyType, bits, fingerprint }: KeyPicture): string {
  const [hash = '', digest = ''] = fingerprint.split(':');
  const field = walk(bytesOf(digest));
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Array.from({ length: WIDTH }, (__, x) => MARKS.charAt(field[y * WIDTH + x] ?? 0)).join(''),
  );
  const title = `[${keyType} ${bits}]`;
  // One that does not fit goes without its size.
  const top = border(title.length < WIDTH ? title : `[${keyType}]`);
  return [top, ...rows.map((row) => `|${row}|`), border(`[${hash}]`)].join('\n');
}

/** Two bits a move, of each byte the lowest first: right or left, down or up. Walls stop it. */
function walk(digest: readonly number[]): number[] {
  const field = Array.from({ length: WIDTH * HEIGHT }, () => 0);
  let x = (WIDTH - 1) / 2;
  let y = (HEIGHT - 1) / 2;
  const start = y * WIDTH + x;
  for (const byte of digest) {
    for (const shift of [0, 2, 4, 6]) {
      const move = byte >> shift;
      x = Math.min(Math.max(x + (move & 1 ? 1 : -1), 0), WIDTH - 1);
      y = Math.min(Math.max(y + (move & 2 ? 1 : -1), 0), HEIGHT - 1);
      const at = y * WIDTH + x;
      field[at] = Math.min((field[at] ?? 0) + 1, START - 1);
    }
  }
  field[start] = START;
  field[y * WIDTH + x] = END;
  return field;
}

function border(title: string): string {
  const before = Math.floor((WIDTH - title.length) / 2);
  return `+${'-'.repeat(before)}${title}${'-'.repeat(WIDTH - title.length - before)}+`;
}

/** Of base64 without padding; what is none of its digits counts as zero. */
function bytesOf(base64: string): number[] {
  const bits = Array.from(base64, (digit) => Math.max(BASE64.indexOf(digit), 0));
  return Array.from({ length: Math.floor((bits.length * 6) / 8) }, (_, index) => {
    const at = Math.floor((index * 8) / 6);
    const pair = ((bits[at] ?? 0) << 6) | (bits[at + 1] ?? 0);
    return (pair >> (4 - ((index * 8) % 6))) & 255;
  });
}
