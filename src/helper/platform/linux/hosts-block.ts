/**
 * Our blocks in /etc/hosts, one for each device. Pure; a text is of single bytes (latin1), so that what is not
 * ours stays as it is, whatever it is. What a block did to the text around it stands in its first line:
 * taking it out leaves every byte as it was.
 */
import type { ResolverConfig } from '../../../shared/helper-protocol';

/** The text did not end in a newline, so the one before the block is ours, too. */
const OPEN_LINE = ', after a line without an end';
/** There was no file. */
const NEW_FILE = ', in a new file';

const BEGIN = new RegExp(`^# (gangway\\d{1,3}): begin(${OPEN_LINE}|${NEW_FILE})?\\..*$`, 'gm');
/** What we write, and no other line: a block that lost its end ends before what is not ours. */
const ENTRY = /\r?\n[0-9a-f.:]+( [a-z0-9._-]*)*(?=\r?\n|$)/y;

interface Block {
  readonly device: string;
  readonly note: string;
  readonly start: number;
  /** Behind its newline. */
  readonly end: number;
}

/** `null` is a missing file, here and as a result; without entries there is no block. */
export function withBlock(
  text: string | null,
  device: string,
  entries: ResolverConfig['hosts'],
): string | null {
  const block = blocksIn(text ?? '').find((found) => found.device === device);
  if (entries.length === 0) return text !== null && block ? without(text, block) : text;
  if (text !== null && block) {
    return (
      text.slice(0, block.start) + written(device, block.note, entries) + text.slice(block.end)
    );
  }
  if (text === null) return written(device, NEW_FILE, entries);
  const isOpen = text !== '' && !text.endsWith('\n');
  return `${text}${isOpen ? '\n' : ''}${written(device, isOpen ? OPEN_LINE : '', entries)}`;
}

/** Without repetition. */
export function devicesIn(text: string): string[] {
  return [...new Set(blocksIn(text).map(({ device }) => device))];
}

function written(device: string, note: string, entries: ResolverConfig['hosts']): string {
  return [
    `# ${device}: begin${note}. Gangway keeps these lines while it is connected.`,
    ...entries.map(({ address, names }) => `${address} ${names.join(' ')}`),
    `# ${device}: end\n`,
  ].join('\n');
}

function blocksIn(text: string): Block[] {
  const marks = [...text.matchAll(BEGIN)];
  return marks.map((mark, index) => {
    const [line, device = '', note = ''] = mark;
    const limit = marks[index + 1]?.index ?? text.length;
    const behind = mark.index + line.length;
    return { device, note, start: mark.index, end: endOf(text.slice(0, limit), device, behind) };
  });
}

function endOf(text: string, device: string, from: number): number {
  const end = new RegExp(`\\n# ${device}: end(\\r?\\n|$)`, 'g');
  end.lastIndex = from;
  if (end.exec(text)) return end.lastIndex;
  ENTRY.lastIndex = from;
  let last = from;
  while (ENTRY.test(text)) last = ENTRY.lastIndex;
  return last + (/^\r?\n/.exec(text.slice(last))?.[0].length ?? 0);
}

function without(text: string, { note, start, end }: Block): string | null {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (note === '') return before + after;
  // Who stands behind us leans on the newline, or on the file, as we did.
  const [next] = blocksIn(after);
  if (next?.start === 0 && next.note === '') {
    return before + after.replace(/: begin(?=\.)/, `: begin${note}`);
  }
  if (after !== '') return before + after;
  if (note === NEW_FILE) return before === '' ? null : before;
  return before.replace(/\n$/, '');
}
