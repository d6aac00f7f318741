import { describe, expect, it } from 'vitest';
import { PHASES, type BridgeState } from '../../../shared/bridge-state';
import { errorInfo } from '../../../shared/errors';
import { RESOLVERS } from '../../../shared/names-view';
import { createTexts } from '../../../shared/texts';
import { announcement, phaseWords, resolverWords, stateTone, stateWords } from './words';

const t = createTexts('en').getFixedT(null, 'status');

const now = 1_700_000_000_000;
const lost = errorInfo('ssh.lost');
const link = {
  mode: 'tun-channel',
  interface: 'gangway0',
  local: '198.18.0.0',
  peer: '198.18.0.1',
  mtu: 1400,
  rights: 'root',
  gateway: '203.0.113.21:22',
  routes: [],
} as const;

const STATES: readonly [BridgeState, string, string][] = [
  [{ kind: 'idle' }, 'off', 'Not connected'],
  [{ kind: 'connecting', attempt: 1, phase: 'routes' }, 'busy', 'Setting routes…'],
  [{ kind: 'connected', since: now - 720_000, link }, 'on', 'Connected for 12 min'],
  [
    { kind: 'waiting', attempt: 2, retryAt: now + 11_200, error: lost },
    'busy',
    'Trying again in 12 s',
  ],
  [{ kind: 'waiting', attempt: 2, retryAt: now - 1, error: lost }, 'busy', 'Trying again in 0 s'],
  [{ kind: 'disconnecting', after: { to: 'idle' } }, 'busy', 'Disconnecting…'],
  [{ kind: 'disconnecting', after: { to: 'connecting', attempt: 1 } }, 'busy', 'Reconnecting…'],
  [{ kind: 'failed', error: lost, cleanup: 'clean' }, 'bad', 'Connection lost'],
];

describe('words for a bridge', () => {
  it.each(STATES)('%o', (state, tone, words) => {
    expect(stateTone(state)).toBe(tone);
    expect(stateWords(t, state, '203.0.113.21', now)).toBe(words);
    expect(announcement(t, 'staging', state)).toMatch(/^staging: /);
  });

  it('has different words for all resolvers, and for none', () => {
    const words = [...RESOLVERS, null].map((resolver) => resolverWords(t, resolver));
    expect(words).toEqual([
      'by systemd-resolved',
      'by /etc/resolver',
      'by /etc/hosts',
      'not known to this computer',
    ]);
  });

  it('has different words for every phase', () => {
    const words = PHASES.map((phase) => phaseWords(t, phase, '203.0.113.21'));
    expect(new Set(words).size).toBe(PHASES.length);
    expect(words).toContain('Signing in to 203.0.113.21');
  });
});
