import { describe, expect, it } from 'vitest';
import type { BridgeState, LinkInfo } from '../shared/bridge-state';
import { errorInfo } from '../shared/errors';
import { BEGINNING, tell, type Turn } from './bridge-stories';

const lost = errorInfo('ssh.lost');
const denied = errorInfo('helper.denied');
const link = {} as LinkInfo;

const idle: BridgeState = { kind: 'idle' };
const connecting = (attempt = 1): BridgeState => ({ kind: 'connecting', attempt, phase: 'ssh' });
const connected: BridgeState = { kind: 'connected', since: 0, link };
const waiting: BridgeState = { kind: 'waiting', attempt: 2, retryAt: 0, error: lost };
const failed: BridgeState = { kind: 'failed', error: denied, cleanup: 'clean' };
const leaving = (after: 'idle' | 'waiting' | 'failed' | 'connecting'): BridgeState => ({
  kind: 'disconnecting',
  after:
    after === 'idle'
      ? { to: 'idle' }
      : after === 'connecting'
        ? { to: 'connecting', attempt: 1 }
        : after === 'waiting'
          ? { to: 'waiting', attempt: 2, error: lost }
          : { to: 'failed', error: denied },
});

/** A second passes between one state and the next. */
function turnsOf(states: readonly BridgeState[]): Turn[] {
  let story = BEGINNING;
  return states.flatMap((state, second) => {
    const told = tell(story, state, second * 1000);
    story = told.story;
    return told.turn ? [told.turn] : [];
  });
}

const up = [connecting(), connected];
const byPerson = { kind: 'connected', by: 'person' };

describe('the story of a bridge', () => {
  it.each<[string, BridgeState[], unknown[]]>([
    ['connected', up, [byPerson]],
    ['connected and disconnected', [...up, leaving('idle'), idle], [byPerson, { kind: 'stopped' }]],
    ['an echo more', [...up, connected, connected], [byPerson]],
    [
      'a failed connect',
      [connecting(), leaving('failed'), failed],
      [{ kind: 'failed', error: denied }],
    ],
    ['a cancelled connect', [connecting(), leaving('idle'), idle], [{ kind: 'stopped' }]],
    [
      'a drop and its end',
      [...up, leaving('waiting'), waiting, connecting(2), connected],
      [byPerson, { kind: 'dropped', error: lost }, { kind: 'back', awayMs: 3000 }],
    ],
    [
      'a drop of several attempts',
      [
        ...up,
        leaving('waiting'),
        waiting,
        connecting(2),
        leaving('waiting'),
        waiting,
        connecting(3),
      ],
      [byPerson, { kind: 'dropped', error: lost }],
    ],
    [
      'a drop that a person ends',
      [...up, leaving('waiting'), waiting, leaving('idle'), idle],
      [byPerson, { kind: 'dropped', error: lost }, { kind: 'stopped' }],
    ],
    [
      'an end that nothing is done about',
      [...up, leaving('failed'), failed],
      [byPerson, { kind: 'ended', error: denied }],
    ],
    [
      'a drop that ends in failure',
      [...up, waiting, connecting(2), leaving('failed'), failed],
      [byPerson, { kind: 'dropped', error: lost }, { kind: 'ended', error: denied }],
    ],
    [
      'off and on again by a person',
      [...up, leaving('idle'), leaving('connecting'), connecting(), connected],
      [byPerson, { kind: 'stopped' }, byPerson],
    ],
    [
      'again after a failure',
      [connecting(), failed, connecting(), connected],
      [{ kind: 'failed', error: denied }, byPerson],
    ],
  ])('%s', (_name, states, turns) => expect(turnsOf(states)).toEqual(turns));

  it('knows a connect of its own from a person’s', () => {
    expect(tell({ kind: 'asked', by: 'start' }, connecting(), 0).story).toEqual({
      kind: 'asked',
      by: 'start',
    });
    expect(tell({ kind: 'asked', by: 'start' }, connected, 0).turn).toEqual({
      kind: 'connected',
      by: 'start',
    });
  });
});
