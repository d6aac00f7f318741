/**
 * The activity log on disk: `activity.jsonl` (0600), one event a line, and older files beside it. A line that is
 * broken, or that a later version wrote, costs that line alone.
 */
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { activityEventSchema, type ActivityEvent } from '../../shared/activity';

/** Of one file: bytes. With `OLDER_FILES` of them, 4 MiB is all that the log ever takes. */
const MAX_FILE_BYTES = 1024 * 1024;
const OLDER_FILES = 3;

export const CURRENT_FILE = 'activity.jsonl';

/** Newest first. */
const FILES = [
  CURRENT_FILE,
  ...Array.from({ length: OLDER_FILES }, (_, index) => `activity.${index + 1}.jsonl`),
];

const NEWLINE = 0x0a;

/**
 * Adds whole lines, in a file of their own if they do not fit any more. Rejects with the system's error, and then
 * nothing is left of them.
 */
export async function appendLines(
  directory: string,
  lines: string,
  maxBytes = MAX_FILE_BYTES,
): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const text = Buffer.from(lines);
  if (!(await appendTo(directory, text, maxBytes))) {
    await rotate(directory);
    await appendTo(directory, text, Infinity);
  }
}

/** Whether there was room. */
async function appendTo(directory: string, text: Buffer, maxBytes: number): Promise<boolean> {
  const file = await open(path.join(directory, CURRENT_FILE), 'a+', 0o600);
  try {
    const { size } = await file.stat();
    if (size > 0 && size + text.length > maxBytes) return false;
    const last = size > 0 ? (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] : NEWLINE;
    // Somebody was killed in the midst of a line.
    const whole = last === NEWLINE ? text : Buffer.concat([Buffer.of(NEWLINE), text]);
    try {
      // Goes on after a short write, as a nearly full disk makes them.
      await file.appendFile(whole);
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
    return true;
  } finally {
    await file.close();
  }
}

async function rotate(directory: string): Promise<void> {
  for (let index = FILES.length - 1; index > 0; index--) {
    const [to, from] = [FILES[index] ?? '', FILES[index - 1] ?? ''];
    await rename(path.join(directory, from), path.join(directory, to)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
}

/** Everything that is kept, oldest first, each event once. Files that cannot be read count as empty. */
export async function readActivity(directory: string): Promise<ActivityEvent[]> {
  const events = new Map<number, ActivityEvent>();
  for (const name of FILES.toReversed()) {
    for (const event of await readEvents(path.join(directory, name))) events.set(event.id, event);
  }
  return [...events.values()].sort((one, other) => one.id - other.id);
}

/** As `readActivity`, but with the older files only where the newest has fewer than `count`. */
export async function readLatest(directory: string, count: number): Promise<ActivityEvent[]> {
  const newest = await readEvents(path.join(directory, CURRENT_FILE), count);
  return (newest.length < count ? await readActivity(directory) : newest).slice(-count);
}

/** Of its last `count` lines. */
async function readEvents(file: string, count = Infinity): Promise<ActivityEvent[]> {
  const text = await textOf(file).catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.slice(-count).flatMap((line) => parseLine(line) ?? []);
}

/** A pipe or a device has no end to wait for. */
async function textOf(file: string): Promise<string> {
  return (await stat(file)).isFile() ? readFile(file, 'utf8') : '';
}

function parseLine(line: string): ActivityEvent | undefined {
  try {
    return activityEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
