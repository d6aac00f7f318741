/** What the preload script puts on `window`: the schema's calls by name, and nothing that takes a channel. */
import type { SnapshotPatch } from '../snapshot';
import type { RepliesOf } from './builders';
import type { engineCalls, shellCalls } from './schema';

export type WindowCalls = RepliesOf<typeof engineCalls & typeof shellCalls>;

export interface WindowApi extends WindowCalls {
  /** Returns the function that stops listening. */
  readonly onChanged: (listener: (patch: SnapshotPatch) => void) => () => void;
}

export const CHANGED_CHANNEL = 'gangway:changed';

/** Electron channel of a call. */
export function channelOf(name: keyof WindowCalls): string {
  return `gangway:call:${name}`;
}
