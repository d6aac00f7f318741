/**
 * A recording of a real engine's API while containers start and stop: its event stream, and what its list of
 * containers was meanwhile. `record-docker.mjs` makes one.
 */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** An entry of `GET /containers/json`, as the engine wrote it. */
export type Entry = Readonly<Record<string, unknown>> & { readonly Id: string };

/** At a time in milliseconds. */
type Moment =
  /** A line of `GET /events`. */
  | { readonly at: number; readonly event: unknown }
  /** From now on the list is this: indices into `entries`. */
  | { readonly at: number; readonly list: readonly number[] };

export interface Recording {
  /** `GET /version` and `GET /networks`, as the engine wrote them. */
  readonly version: unknown;
  readonly networks: unknown;
  /** Every entry that a list ever had. */
  readonly entries: readonly Entry[];
  /** In the order of time. */
  readonly moments: readonly Moment[];
}

export function readRecording(file: string): Recording {
  return JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Recording;
}
