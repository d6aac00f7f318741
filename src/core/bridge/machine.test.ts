import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { After, BridgeState, LinkInfo } from '../../shared/bridge-state';
import { errorInfo } from '../../shared/errors';
import { transition, type BridgeEvent, type Effect } from './machine';

const NOW = 1_000_000;
const link: LinkInfo = {
  mode: 'tun-channel',
  interface: 'gangway0',
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1500,
  gateway: 'a:22',
  rights: 'root',
};
const dropped = errorInfo('ssh.lost');
const denied = errorInfo('ssh.auth-failed');
const gone = errorInfo('helper.gone');
const needsAnswer = errorInfo('ssh.needs-answer');

const idle: BridgeState = { kind: 'idle' };
const failedState: BridgeState = { kind: 'failed', error: denied, cleanup: 'clean' };
const connected: BridgeState = { kind: 'connected', since: 5, link };
const waiting: BridgeState = { kind: 'waiting', attempt: 3, retryAt: 9, error: dropped };
const connecting = (attempt: number, phase: 'elevate' | 'ssh' | 'verify'): BridgeState => ({
  kind: 'connecting',
  attempt,
  phase,
});
const leaving = (after: After): BridgeState => ({ kind: 'disconnecting', after });
const toFailed = (error = denied): After => ({ to: 'failed', error });
const toWaiting = (attempt: number, error = dropped): After => ({ to: 'waiting', attempt, error });

const begin = (asks: boolean): Effect[] => [
  { do: 'begin', asks },
  { do: 'run-phase', phase: 'elevate' },
];
const close: Effect = { do: 'close-link' };
const release: Effect = { do: 'release-device' };
const cancelRetry: Effect = { do: 'cancel-retry' };

type Row = [
  name: string,
  from: BridgeState,
  event: BridgeEvent,
  to: BridgeState,
  effects: Effect[],
];

const rows: Row[] = [
  ['a click connects', idle, { type: 'connect' }, connecting(1, 'elevate'), begin(true)],
  [
    'a failed bridge tries again',
    failedState,
    { type: 'connect' },
    connecting(1, 'elevate'),
    begin(true),
  ],
  ['a failure can be put away', failedState, { type: 'disconnect' }, idle, []],
  [
    'phases follow one another',
    connecting(1, 'elevate'),
    { type: 'phase-done', phase: 'elevate' },
    connecting(1, 'ssh'),
    [{ do: 'run-phase', phase: 'ssh' }],
  ],
  [
    'a result of another phase changes nothing',
    connecting(1, 'ssh'),
    { type: 'phase-done', phase: 'elevate' },
    connecting(1, 'ssh'),
    [],
  ],
  [
    'an answered echo means connected',
    connecting(1, 'verify'),
    { type: 'verified', link },
    { kind: 'connected', since: NOW, link },
    [],
  ],
  [
    'a first attempt that fails is shown at once, retryable or not',
    connecting(1, 'ssh'),
    { type: 'phase-failed', error: dropped },
    leaving(toFailed(dropped)),
    [close],
  ],
  [
    'a reconnect that fails is tried again',
    connecting(2, 'ssh'),
    { type: 'phase-failed', error: dropped },
    leaving(toWaiting(3)),
    [close],
  ],
  [
    'a reconnect that cannot succeed is not',
    connecting(2, 'ssh'),
    { type: 'phase-failed', error: denied },
    leaving(toFailed()),
    [close],
  ],
  [
    'cancel while connecting',
    connecting(1, 'ssh'),
    { type: 'disconnect' },
    leaving({ to: 'idle' }),
    [close],
  ],
  ['a drop', connected, { type: 'lost', error: dropped }, leaving(toWaiting(2)), [close]],
  ['a drop for good', connected, { type: 'lost', error: denied }, leaving(toFailed()), [close]],
  [
    'the helper dies',
    connected,
    { type: 'helper-gone', error: gone },
    leaving(toFailed(gone)),
    [close],
  ],
  ['disconnect', connected, { type: 'disconnect' }, leaving({ to: 'idle' }), [close]],
  ['wake from sleep', connected, { type: 'check' }, connected, [{ do: 'check-link' }]],
  [
    'the wait is over, and nobody is there to answer',
    waiting,
    { type: 'retry-due' },
    connecting(3, 'elevate'),
    begin(false),
  ],
  [
    'retry now: a person is there',
    waiting,
    { type: 'connect' },
    connecting(3, 'elevate'),
    [cancelRetry, ...begin(true)],
  ],
  [
    'wake from sleep while waiting: nobody may be there yet',
    waiting,
    { type: 'check' },
    connecting(3, 'elevate'),
    [cancelRetry, ...begin(false)],
  ],
  [
    'a reconnect that needs an answer is not tried again',
    connecting(2, 'ssh'),
    { type: 'phase-failed', error: needsAnswer },
    leaving(toFailed(needsAnswer)),
    [close],
  ],
  [
    'a person who connects meanwhile is asked',
    leaving({ to: 'connecting', attempt: 1 }),
    { type: 'link-closed' },
    connecting(1, 'elevate'),
    begin(true),
  ],
  ['stop waiting', waiting, { type: 'disconnect' }, leaving({ to: 'idle' }), [cancelRetry, close]],
  [
    'connect while disconnecting comes after',
    leaving({ to: 'idle' }),
    { type: 'connect' },
    leaving({ to: 'connecting', attempt: 1 }),
    [],
  ],
  [
    'disconnect beats a retry',
    leaving(toWaiting(2)),
    { type: 'disconnect' },
    leaving({ to: 'idle' }),
    [],
  ],
  [
    'the device is kept for a reconnect',
    leaving(toWaiting(2)),
    { type: 'link-closed' },
    { kind: 'waiting', attempt: 2, retryAt: NOW + 1000, error: dropped },
    [{ do: 'schedule-retry', at: NOW + 1000 }],
  ],
  [
    'the device is released on the way to idle',
    leaving({ to: 'idle' }),
    { type: 'link-closed' },
    leaving({ to: 'idle' }),
    [release],
  ],
  [
    'idle once all is undone',
    leaving({ to: 'idle' }),
    { type: 'device-released', cleanup: 'clean' },
    idle,
    [],
  ],
  [
    'failed says whether all is undone',
    leaving(toFailed()),
    { type: 'device-released', cleanup: 'incomplete' },
    { kind: 'failed', error: denied, cleanup: 'incomplete' },
    [],
  ],
];

describe('transition', () => {
  it.each(rows)('%s', (_name, from, event, to, effects) => {
    expect(transition(from, event, NOW)).toEqual({ state: to, effects });
  });

  it('never leaves connecting, connected or waiting for rest without disconnecting', () => {
    const commands: fc.Arbitrary<BridgeEvent> = fc.constantFrom<BridgeEvent>(
      { type: 'connect' },
      { type: 'disconnect' },
      { type: 'phase-done', phase: 'elevate' },
      { type: 'phase-done', phase: 'ssh' },
      { type: 'phase-done', phase: 'link' },
      { type: 'phase-done', phase: 'routes' },
      { type: 'verified', link },
      { type: 'phase-failed', error: dropped },
      { type: 'lost', error: dropped },
      { type: 'lost', error: denied },
      { type: 'helper-gone', error: gone },
      { type: 'check' },
      { type: 'retry-due' },
      { type: 'link-closed' },
      { type: 'device-released', cleanup: 'clean' },
    );
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 60 }), (events) => {
        let state: BridgeState = idle;
        for (const event of events) {
          const before: BridgeState = state;
          const next = transition(before, event, NOW);
          state = next.state;
          const leaves = ['connecting', 'connected', 'waiting'].includes(before.kind);
          if (leaves && (state.kind === 'idle' || state.kind === 'failed')) {
            throw new Error(`${before.kind} went straight to ${state.kind}`);
          }
          if (before.kind !== 'disconnecting' && state.kind === 'disconnecting') {
            expect(next.effects).toContainEqual(close);
          }
        }
      }),
    );
  });

  it('always comes to rest when the user says disconnect and the effects end', () => {
    for (const [, from] of rows) {
      let { state } = transition(from, { type: 'disconnect' }, NOW);
      ({ state } = transition(state, { type: 'link-closed' }, NOW));
      ({ state } = transition(state, { type: 'device-released', cleanup: 'clean' }, NOW));
      expect(state).toEqual(idle);
    }
  });
});
