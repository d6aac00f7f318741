/**
 * From the bytes of `GET /containers/ID/logs?timestamps=1` to lines: pure. Without a terminal the daemon sends frames
 * (Docker Engine API, "Stream format"), one for each message that a logging driver has kept; with one it sends what is in
 * them, back to back. Messages are lines, or 16 KiB of a longer one, each with a time of its own in front.
 */
import type { LogLine } from '../../shared/container-tools';

/** A line that is longer is told as several. */
export const MAX_LINE_BYTES = 64 * 1024;

/** What the daemon cuts long lines into (moby: `defaultBufSize` of its log copier). */
const MESSAGE_BYTES = 16 * 1024;

/** Far more than any logging driver keeps in one message. */
const MAX_FRAME_BYTES = 2 * 1024 * 1024;

const HEADER_BYTES = 8;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** RFC 3339 with a blank behind it, as the daemon writes it. */
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) /;
const MAX_STAMP = 36;

type Stream = LogLine['stream'];

export interface LogReader {
  /** Lines that are whole with these bytes. Throws an `Error` where they are no log. */
  push(bytes: Buffer): LogLine[];
  /** What the last line end was not followed by one of. */
  end(): LogLine[];
}

export function logReader(hasTerminal: boolean): LogReader {
  return hasTerminal ? new TerminalLog() : new FramedLog();
}

class FramedLog implements LogReader {
  readonly #streams = { stdout: new LineJoiner('stdout'), stderr: new LineJoiner('stderr') };
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): LogLine[] {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes;
    const lines: LogLine[] = [];
    let at = 0;
    while (all.length - at >= HEADER_BYTES) {
      const size = all.readUInt32BE(at + 4);
      if (size > MAX_FRAME_BYTES) throw new Error('it answered something that is not a log');
      const end = at + HEADER_BYTES + size;
      if (end > all.length) break;
      // 0 is what was typed, 3 the daemon's own complaints: neither is in a log that it could read.
      const joiner = all[at] === 1 ? this.#streams.stdout : this.#streams.stderr;
      const { at: time, length } = stampAt(all, at + HEADER_BYTES, end);
      lines.push(...joiner.add(all.subarray(at + HEADER_BYTES + length, end), time));
      at = end;
    }
    // A copy, so that a few bytes do not hold the whole chunk.
    this.#rest = Buffer.from(all.subarray(at));
    return lines;
  }

  end(): LogLine[] {
    return [...this.#streams.stdout.end(), ...this.#streams.stderr.end()];
  }
}

class TerminalLog implements LogReader {
  readonly #line = new LineJoiner('stdout');
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes that this message may still have; 0 where the next one begins, or goes on without a time. */
  #left = 0;

  push(bytes: Buffer): LogLine[] {
    return this.#take(Buffer.concat([this.#rest, bytes]), false);
  }

  end(): LogLine[] {
    return [...this.#take(this.#rest, true), ...this.#line.end()];
  }

  #take(all: Buffer, isAll: boolean): LogLine[] {
    const lines: LogLine[] = [];
    let from = 0;
    while (from < all.length) {
      const newline = all.indexOf(NEWLINE, from);
      let time: number | null = null;
      if (this.#left === 0) {
        // Half a time is not one yet.
        if (newline < 0 && all.length - from < MAX_STAMP && !isAll) break;
        const stamp = stampAt(all, from, all.length);
        time = stamp.at;
        from += stamp.length;
        this.#left = MESSAGE_BYTES;
      }
      const end = Math.min(newline < 0 ? all.length : newline + 1, from + this.#left);
      lines.push(...this.#line.add(all.subarray(from, end), time));
      this.#left = end === newline + 1 ? 0 : this.#left - (end - from);
      from = end;
    }
    this.#rest = Buffer.from(all.subarray(from));
    return lines;
  }
}

/** Puts messages together until their line ends. */
class LineJoiner {
  readonly #stream: Stream;
  #at: number | null = null;
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  add(message: Buffer, at: number | null): LogLine[] {
    // The time of a line is that of its beginning.
    if (this.#bytes === 0 && at !== null) this.#at = at;
    const lines: LogLine[] = [];
    let from = 0;
    for (;;) {
      const end = message.indexOf(NEWLINE, from);
      if (end < 0) break;
      this.#keep(message.subarray(from, end));
      lines.push(...this.#take(true));
      from = end + 1;
    }
    if (from < message.length) this.#keep(message.subarray(from));
    if (this.#bytes >= MAX_LINE_BYTES) lines.push(...this.#take(false));
    return lines;
  }

  end(): LogLine[] {
    return this.#bytes > 0 ? this.#take(true) : [];
  }

  #keep(part: Buffer): void {
    this.#parts.push(Buffer.from(part));
    this.#bytes += part.length;
  }

  /** What is there, in lines of bearable length; unless it `isWhole` the last, unfinished one waits for more. */
  #take(isWhole: boolean): LogLine[] {
    let bytes = Buffer.concat(this.#parts);
    if (isWhole && bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    const lines: LogLine[] = [];
    while (bytes.length > MAX_LINE_BYTES) {
      const end = characterStart(bytes, MAX_LINE_BYTES);
      lines.push(this.#line(bytes.subarray(0, end)));
      bytes = bytes.subarray(end);
    }
    if (isWhole) lines.push(this.#line(bytes));
    this.#parts = isWhole ? [] : [bytes];
    this.#bytes = isWhole ? 0 : bytes.length;
    return lines;
  }

  #line(bytes: Buffer): LogLine {
    return { stream: this.#stream, at: this.#at, text: bytes.toString('utf8') };
  }
}

/** Epoch milliseconds of the time that stands there, if one does, and how many bytes it takes. */
function stampAt(
  bytes: Buffer,
  from: number,
  end: number,
): { readonly at: number | null; readonly length: number } {
  const text = bytes.toString('latin1', from, Math.min(end, from + MAX_STAMP));
  const stamp = STAMP.exec(text)?.[0];
  if (stamp === undefined) return { at: null, length: 0 };
  const at = Date.parse(stamp.trimEnd());
  return { at: Number.isNaN(at) ? null : at, length: stamp.length };
}

/** The nearest place at or before `end` that is not within a character of UTF-8. */
function characterStart(bytes: Buffer, end: number): number {
  let at = end;
  while (at > end - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--;
  return ((bytes[at] ?? 0) & 0xc0) === 0x80 ? end : at;
}
