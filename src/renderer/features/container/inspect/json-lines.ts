/** JSON as lines that fold: pure. */

type Token =
  | { readonly kind: 'key' | 'string' | 'number' | 'word' | 'mark'; readonly text: string }
  /** Of an environment variable: hidden until one asks. */
  | { readonly kind: 'secret'; readonly text: string };

export interface JsonLine {
  /** From 0, of the whole text. */
  readonly number: number;
  readonly depth: number;
  readonly tokens: readonly Token[];
  /** Where it opens something: the number of the line that closes it, and how much is in it. */
  readonly fold: { readonly end: number; readonly size: number } | null;
  readonly plain: string;
}

const INDENT = 2;
const HIDDEN = '••••••';

/** Lines of `value`, as `JSON.stringify` would print them; values of `Env` are masked where `secrets` is false. */
export function jsonLines(value: unknown, secrets: boolean): JsonLine[] {
  const lines: JsonLine[] = [];
  const add = (depth: number, tokens: readonly Token[]): number => {
    const plain = tokens.map(({ text }) => text).join('');
    lines.push({ number: lines.length, depth, tokens, fold: null, plain });
    return lines.length - 1;
  };
  walk(value, 0, [], '', false);
  return lines;

  function walk(node: unknown, depth: number, before: Token[], tail: string, isEnv: boolean): void {
    const entries = entriesOf(node);
    if (!entries || entries.length === 0) {
      const empty: Token = { kind: 'mark', text: Array.isArray(node) ? '[]' : '{}' };
      const scalar = entries ? [empty] : scalarTokens(node, isEnv && !secrets);
      add(depth, [...before, ...scalar, ...(tail ? [mark(tail)] : [])]);
      return;
    }
    const [open, close] = Array.isArray(node) ? ['[', ']'] : ['{', '}'];
    const start = add(depth, [...before, mark(open)]);
    entries.forEach(([key, child], index) => {
      const comma = index < entries.length - 1 ? ',' : '';
      const label: Token[] =
        key === null ? [] : [{ kind: 'key', text: JSON.stringify(key) }, mark(': ')];
      walk(child, depth + 1, label, comma, key === 'Env' || (key === null && isEnv));
    });
    const end = add(depth, [mark(close + tail)]);
    const opened = lines[start];
    if (opened) lines[start] = { ...opened, fold: { end, size: entries.length } };
  }
}

/** The text of `lines`, indented. */
export function textOf(lines: readonly JsonLine[]): string {
  return lines.map(({ depth, plain }) => ' '.repeat(depth * INDENT) + plain).join('\n');
}

/** Without what is inside of folded lines. */
export function unfolded(lines: readonly JsonLine[], folded: ReadonlySet<number>): JsonLine[] {
  const shown: JsonLine[] = [];
  let until = -1;
  for (const line of lines) {
    if (line.number < until) continue;
    shown.push(line);
    if (line.fold && folded.has(line.number)) until = line.fold.end + 1;
  }
  return shown;
}

const mark = (text: string): Token => ({ kind: 'mark', text });

function entriesOf(node: unknown): (readonly [string | null, unknown])[] | null {
  if (Array.isArray(node)) return node.map((child: unknown) => [null, child] as const);
  return typeof node === 'object' && node !== null ? Object.entries(node) : null;
}

function scalarTokens(node: unknown, isSecret: boolean): Token[] {
  const text = JSON.stringify(node);
  if (typeof node === 'string') {
    const at = isSecret ? node.indexOf('=') : -1;
    if (at === -1) return [{ kind: 'string', text }];
    return [
      { kind: 'string', text: JSON.stringify(node.slice(0, at + 1)).slice(0, -1) },
      { kind: 'secret', text: HIDDEN },
      { kind: 'string', text: '"' },
    ];
  }
  return [{ kind: typeof node === 'number' ? 'number' : 'word', text }];
}
