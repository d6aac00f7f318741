import { describe, expect, it } from 'vitest';
import { PHASES, type BridgeState } from '../../../shared/bridge-state';
import { errorInfo } from '../../../shared/errors';
import { RESOLVERS } from '../../../shared/names-view';
import {
  announcement,
  phaseWords,
  resolverWords,
  rightsWords,
  stateTone,
  stateWords,
} from './words';

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
];

describe('words for a bridge', () => {
  it.each(STATES)('%o', (state, tone, words) => {
    expect(stateTone(state)).toBe(tone);
    expect(stateWords(state, '203.0.113.21', now)).toBe(words);
    expect(announcement('staging', state)).toMatch(/^staging: /);
  });

  it('has different words for all rights', () => {
    const rights = ['root', 'sudo', 'prepared', 'docker'] as const;
    expect(rights.map(rightsWords)).toEqual([
      'as root',
      'with sudo',
      'on a device prepared there',
      'by a privileged container',
    ]);
  });

  it('has different words for all resolvers, and for none', () => {
    expect(RESOLVERS.map(resolverWords)).toEqual([
      'by systemd-resolved',
      'by /etc/resolver',
      'by /etc/hosts',
    ]);
    expect(resolverWords(null)).toBe('not known to this computer');
  });

  it('has different words for every phase', () => {
    const words = PHASES.map((phase) => phaseWords(phase, '203.0.113.21'));
    expect(new Set(words).size).toBe(PHASES.length);
    expect(words).toContain('Signing in to 203.0.113.21');
  });
});
