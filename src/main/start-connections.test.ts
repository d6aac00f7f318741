import { describe, expect, it } from 'vitest';
import type { BridgeState } from '../shared/bridge-state';
import { errorInfo } from '../shared/errors';
import type { Profile } from '../shared/profile';
import { EMPTY_BRIDGE } from '../shared/snapshot';
import { DEFAULT_SETTINGS } from '../shared/settings';
import { connectedNow, toConnectAtStart } from './start-connections';

const profile = (id: string, connectOnStart?: boolean): Profile => ({
  ...{ id, name: id, gateways: [{ host: 'h' }], cidrs: [], networks: {} },
  ...(connectOnStart !== undefined && { connectOnStart }),
});
const profiles = [profile('a', true), profile('b', false), profile('c')];

describe('at start', () => {
  it('those are connected that say so', () =>
    expect(toConnectAtStart({ profiles, settings: DEFAULT_SETTINGS }, ['c'])).toEqual(['a']));

  it('and those that were connected, if that is wanted and they still exist', () => {
    const settings = { ...DEFAULT_SETTINGS, restoreConnections: true };
    expect(toConnectAtStart({ profiles, settings }, ['gone', 'c', 'a'])).toEqual(['a', 'c']);
  });
});

describe('now', () => {
  const error = errorInfo('ssh.lost');
  it.each<[BridgeState, boolean]>([
    [{ kind: 'idle' }, false],
    [{ kind: 'connecting', attempt: 1, phase: 'ssh' }, true],
    [{ kind: 'waiting', attempt: 2, retryAt: 0, error }, true],
    [{ kind: 'disconnecting', after: { to: 'waiting', attempt: 2, error } }, true],
    [{ kind: 'disconnecting', after: { to: 'idle' } }, false],
    [{ kind: 'failed', error, cleanup: 'clean' }, false],
  ])('%j counts: %s', (state, counts) =>
    expect(connectedNow({ profiles, bridges: { b: { ...EMPTY_BRIDGE, state } } })).toEqual(
      counts ? ['b'] : [],
    ),
  );
});
