/**
 * The life of a bridge as a pure function; `controller.ts` runs the effects. docs/architecture.md draws it.
 *
 * Every way out of connecting, connected and waiting leads through `disconnecting`, so that there is one
 * place where things are undone. A command that arrives meanwhile only rewrites what comes `after`.
 * Attempt 1 is a person's: its failure is shown at once. Later attempts follow a drop and are retried for
 * as long as the error is retryable, until a person says stop. Only an attempt that a person has begun asks
 * questions; one that begins by itself and would have to ends as `failed`, so that nobody is asked over and over.
 */
import { assertNever } from '../../shared/assert-never';
import {
  PHASES,
  type After,
  type BridgeState,
  type LinkInfo,
  type Phase,
} from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';
import { retryDelay } from './backoff';

export type BridgeEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  | { readonly type: 'phase-done'; readonly phase: Exclude<Phase, 'verify'> }
  | { readonly type: 'verified'; readonly link: LinkInfo }
  | { readonly type: 'phase-failed'; readonly error: ErrorInfo }
  /** The connection or its data plane is gone. */
  | { readonly type: 'lost'; readonly error: ErrorInfo }
  /** The helper is gone, and with it the tun device and the routes. */
  | { readonly type: 'helper-gone'; readonly error: ErrorInfo }
  /** Wake from sleep, or the laptop's network changed. */
  | { readonly type: 'check' }
  | { readonly type: 'retry-due' }
  | { readonly type: 'link-closed' }
  | { readonly type: 'device-released'; readonly cleanup: 'clean' | 'incomplete' };

export type Effect =
  /** A new attempt, whose phases follow. `asks`: a person is there to answer. */
  | { readonly do: 'begin'; readonly asks: boolean }
  | { readonly do: 'run-phase'; readonly phase: Phase }
  /** Ends the attempt: undoes the gateway's side and drops all results still under way. Ends in `link-closed`. */
  | { readonly do: 'close-link' }
  /** Takes tun device and routes away. Ends in `device-released`. */
  | { readonly do: 'release-device' }
  | { readonly do: 'schedule-retry'; readonly at: number }
  | { readonly do: 'cancel-retry' }
  /** Sends an echo now; ends in `lost` if none comes back in time. */
  | { readonly do: 'check-link' };

export interface Transition {
  readonly state: BridgeState;
  readonly effects: readonly Effect[];
}

const FIRST_PHASE = PHASES[0];

/** Total: every event in every state has an outcome, mostly "nothing". `now` is epoch milliseconds. */
export function transition(state: BridgeState, event: BridgeEvent, now: number): Transition {
  switch (state.kind) {
    case 'idle':
      return event.type === 'connect' ? attempt(1, true) : stay(state);
    case 'failed':
      if (event.type === 'connect') return attempt(1, true);
      return event.type === 'disconnect' ? go({ kind: 'idle' }) : stay(state);
    case 'connecting':
      return whileConnecting(state, event, now);
    case 'connected':
      return whileConnected(state, event);
    case 'waiting':
      return whileWaiting(state, event);
    case 'disconnecting':
      return whileDisconnecting(state, event, now);
    default:
      return assertNever(state);
  }
}

type StateOf<Kind extends BridgeState['kind']> = Extract<BridgeState, { kind: Kind }>;

function whileConnecting(
  state: StateOf<'connecting'>,
  event: BridgeEvent,
  now: number,
): Transition {
  switch (event.type) {
    case 'phase-done': {
      if (event.phase !== state.phase) return stay(state);
      const next = PHASES[PHASES.indexOf(event.phase) + 1] ?? FIRST_PHASE;
      return go({ ...state, phase: next }, { do: 'run-phase', phase: next });
    }
    case 'verified':
      return go({ kind: 'connected', since: now, link: event.link });
    case 'phase-failed':
    case 'lost':
      return disconnect(
        state.attempt === 1 ? failed(event.error) : afterDrop(event.error, state.attempt + 1),
      );
    case 'helper-gone':
      return disconnect(failed(event.error));
    case 'disconnect':
      return disconnect({ to: 'idle' });
    default:
      return stay(state);
  }
}

function whileConnected(state: StateOf<'connected'>, event: BridgeEvent): Transition {
  switch (event.type) {
    case 'lost':
      return disconnect(afterDrop(event.error, 2));
    case 'helper-gone':
      return disconnect(failed(event.error));
    case 'disconnect':
      return disconnect({ to: 'idle' });
    case 'check':
      return go(state, { do: 'check-link' });
    default:
      return stay(state);
  }
}

/** The tun device outlives the drop, so that idle TCP sessions do; leaving for good has to release it. */
function whileWaiting(state: StateOf<'waiting'>, event: BridgeEvent): Transition {
  switch (event.type) {
    case 'connect':
    case 'check':
      return attempt(state.attempt, event.type === 'connect', { do: 'cancel-retry' });
    case 'retry-due':
      return attempt(state.attempt, false);
    case 'disconnect':
      return disconnect({ to: 'idle' }, { do: 'cancel-retry' });
    case 'helper-gone':
      return disconnect(failed(event.error), { do: 'cancel-retry' });
    default:
      return stay(state);
  }
}

function whileDisconnecting(
  state: StateOf<'disconnecting'>,
  event: BridgeEvent,
  now: number,
): Transition {
  switch (event.type) {
    case 'connect':
      return go({ ...state, after: { to: 'connecting', attempt: 1 } });
    case 'disconnect':
      return go({ ...state, after: { to: 'idle' } });
    case 'helper-gone':
      return state.after.to === 'waiting'
        ? go({ ...state, after: failed(event.error) })
        : stay(state);
    case 'link-closed':
      if (state.after.to === 'connecting') return attempt(state.after.attempt, true);
      if (state.after.to === 'waiting') return waitToRetry(state.after, now);
      return go(state, { do: 'release-device' });
    case 'device-released':
      if (state.after.to === 'connecting') return attempt(state.after.attempt, true);
      if (state.after.to === 'failed')
        return go({ kind: 'failed', error: state.after.error, cleanup: event.cleanup });
      return go({ kind: 'idle' });
    default:
      return stay(state);
  }
}

function waitToRetry(after: Extract<After, { to: 'waiting' }>, now: number): Transition {
  const retryAt = now + retryDelay(after.attempt);
  return go(
    { kind: 'waiting', attempt: after.attempt, retryAt, error: after.error },
    { do: 'schedule-retry', at: retryAt },
  );
}

function attempt(number: number, asks: boolean, ...before: Effect[]): Transition {
  return go(
    { kind: 'connecting', attempt: number, phase: FIRST_PHASE },
    ...before,
    { do: 'begin', asks },
    { do: 'run-phase', phase: FIRST_PHASE },
  );
}

function disconnect(after: After, ...before: Effect[]): Transition {
  return go({ kind: 'disconnecting', after }, ...before, { do: 'close-link' });
}

function afterDrop(error: ErrorInfo, nextAttempt: number): After {
  return error.retryable ? { to: 'waiting', attempt: nextAttempt, error } : failed(error);
}

function failed(error: ErrorInfo): After {
  return { to: 'failed', error };
}

function go(state: BridgeState, ...effects: Effect[]): Transition {
  return { state, effects };
}

function stay(state: BridgeState): Transition {
  return { state, effects: [] };
}
