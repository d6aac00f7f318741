/** What happened to a bridge, as a person would tell it: made of its states, one after the other. Pure. */
import type { BridgeState } from '../shared/bridge-state';
import type { ErrorInfo } from '../shared/errors';

/** Where the story stands. */
export type Story =
  | { readonly kind: 'down' }
  /** On its way up; by a person, or because Gangway started. */
  | { readonly kind: 'asked'; readonly by: 'person' | 'start' }
  | { readonly kind: 'up' }
  /** Dropped at that time (epoch milliseconds), and trying to come back. */
  | { readonly kind: 'away'; readonly since: number };

/** What is worth telling. */
export type Turn =
  | { readonly kind: 'connected'; readonly by: 'person' | 'start' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  /** It was up; Gangway tries to bring it back. */
  | { readonly kind: 'dropped'; readonly error: ErrorInfo }
  | { readonly kind: 'back'; readonly awayMs: number }
  /** It was up or away, and will not come back by itself. */
  | { readonly kind: 'ended'; readonly error: ErrorInfo }
  /** As a person wanted it. */
  | { readonly kind: 'stopped' };

export const BEGINNING: Story = { kind: 'down' };

interface Told {
  readonly story: Story;
  readonly turn: Turn | null;
}

const DOWN: Story = { kind: 'down' };
const UP: Story = { kind: 'up' };

/** Every state in its turn; the same one again tells nothing. `now` is epoch milliseconds. */
export function tell(story: Story, state: BridgeState, now: number): Told {
  switch (state.kind) {
    case 'idle':
      return story.kind === 'down' ? still(story) : { story: DOWN, turn: { kind: 'stopped' } };
    case 'connecting':
      return still(story.kind === 'down' ? { kind: 'asked', by: 'person' } : story);
    case 'connected':
      return whenConnected(story, now);
    case 'disconnecting':
      if (state.after.to === 'waiting') return away(story, state.after.error, now);
      // A person said stop, and perhaps start again.
      return state.after.to === 'connecting' && story.kind !== 'asked'
        ? { story: DOWN, turn: { kind: 'stopped' } }
        : still(story);
    case 'waiting':
      return away(story, state.error, now);
    case 'failed': {
      if (story.kind === 'down') return still(story);
      const { error } = state;
      return { story: DOWN, turn: { kind: story.kind === 'asked' ? 'failed' : 'ended', error } };
    }
  }
}

function whenConnected(story: Story, now: number): Told {
  switch (story.kind) {
    case 'up':
      return still(story);
    case 'away':
      return { story: UP, turn: { kind: 'back', awayMs: now - story.since } };
    case 'asked':
      return { story: UP, turn: { kind: 'connected', by: story.by } };
    case 'down':
      return { story: UP, turn: { kind: 'connected', by: 'person' } };
  }
}

function away(story: Story, error: ErrorInfo, now: number): Told {
  if (story.kind !== 'up') return still(story);
  return { story: { kind: 'away', since: now }, turn: { kind: 'dropped', error } };
}

function still(story: Story): Told {
  return { story, turn: null };
}
