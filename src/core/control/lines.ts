/** JSON lines over a stream, with a bound on the length of a line. */
import type { Duplex } from 'node:stream';

/** Calls `onLine` with each parsed line. A line that is too long or not JSON destroys the stream. */
export function readJsonLines(
  stream: Duplex,
  maxBytes: number,
  onLine: (value: unknown) => void,
): void {
  let pending = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop() ?? '';
    if (pending.length > maxBytes) {
      stream.destroy();
      return;
    }
    for (const line of lines) {
      if (stream.destroyed) return;
      const value = parse(line);
      if (value === undefined) stream.destroy();
      else onLine(value);
    }
  });
}

export function writeJsonLine(stream: Duplex, value: unknown): void {
  if (stream.writable) stream.write(`${JSON.stringify(value)}\n`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
