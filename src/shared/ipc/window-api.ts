/** What the preload script puts on `window`: the schema's calls by name, and nothing that takes a channel. */
import type { SnapshotPatch } from '../snapshot';
import type { RepliesOf, StreamsOf } from './builders';
import type { engineCalls, engineStreams, shellCalls } from './schema';

export type WindowCalls = RepliesOf<typeof engineCalls & typeof shellCalls>;

export type WindowStreams = StreamsOf<typeof engineStreams>;

export interface WindowApi extends WindowCalls {
  readonly streams: WindowStreams;
  /** Returns the function that stops listening. */
  readonly onChanged: (listener: (patch: SnapshotPatch) => void) => () => void;
}

export const CHANGED_CHANNEL = 'gangway:changed';

/** Electron channel of a call. */
export function channelOf(name: keyof WindowCalls): string {
  return `gangway:call:${name}`;
}
