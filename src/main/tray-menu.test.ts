import { describe, expect, it } from 'vitest';
import type { BridgeState } from '../shared/bridge-state';
import { errorInfo } from '../shared/errors';
import type { Prompt } from '../shared/prompt';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';
import { trayView } from './tray-menu';
import { DEFAULT_SETTINGS } from '../shared/settings';
import { createTexts } from '../shared/texts';

const t = createTexts('en').getFixedT(null, 'shell');

const idle: BridgeState = { kind: 'idle' };
const connecting: BridgeState = { kind: 'connecting', attempt: 1, phase: 'ssh' };
const waiting: BridgeState = {
  kind: 'waiting',
  attempt: 2,
  retryAt: 0,
  error: errorInfo('ssh.lost'),
};
const leaving: BridgeState = { kind: 'disconnecting', after: { to: 'idle' } };
const failed: BridgeState = {
  kind: 'failed',
  error: errorInfo('ssh.refused'),
  cleanup: 'clean',
};
const connected: BridgeState = {
  kind: 'connected',
  since: 0,
  link: {
    mode: 'tun-channel',
    interface: 'gangway0',
    local: '198.18.0.0',
    peer: '198.18.0.1',
    mtu: 1400,
    gateway: '203.0.113.21:22',
    rights: 'root',
  },
};

function snapshotOf(states: Record<string, BridgeState>, asking?: string): AppSnapshot {
  const prompt = (profileId: string): Prompt => ({
    id: 'p',
    profileId,
    profile: profileId,
    body: { kind: 'passphrase', path: '~/.ssh/id', attempt: 1 },
  });
  return {
    revision: 0,
    version: '0.0.0',
    settings: DEFAULT_SETTINGS,
    profiles: Object.keys(states).map((name) => ({
      id: name,
      name,
      gateways: [{ host: 'h' }],
      cidrs: [],
      networks: {},
    })),
    bridges: Object.fromEntries(
      Object.entries(states).map(([name, state]) => [name, { ...EMPTY_BRIDGE, state }]),
    ),
    prompts: asking === undefined ? [] : [prompt(asking)],
    notices: [],
  };
}

describe('the tray', () => {
  it.each([
    [{}, undefined, 'idle'],
    [{ a: idle }, undefined, 'idle'],
    [{ a: connecting }, undefined, 'connecting'],
    [{ a: waiting }, undefined, 'connecting'],
    [{ a: leaving }, undefined, 'connecting'],
    [{ a: connected, b: idle }, undefined, 'connected'],
    [{ a: connected, b: connecting }, undefined, 'connecting'],
    [{ a: connected, b: failed }, undefined, 'attention'],
    [{ a: connecting }, 'a', 'attention'],
  ] as const)('%o (asking: %s) shows %s', (states, asking, icon) =>
    expect(trayView(snapshotOf(states, asking), t).icon).toBe(icon),
  );

  it('says every state that is not idle', () => {
    expect(trayView(snapshotOf({ a: idle }), t).tooltip).toBe('Gangway\nnot connected');
    expect(trayView(snapshotOf({ a: connected, b: idle, c: waiting }, 'c'), t).tooltip).toBe(
      'Gangway\na: connected\nc: waits for your answer',
    );
  });

  it('offers for each profile what can be done', () => {
    const { items } = trayView(
      snapshotOf({ a: idle, b: failed, c: connecting, d: waiting, e: connected, f: leaving }),
      t,
    );
    expect(items.map(({ label, action }) => `${action}: ${label}`)).toEqual([
      'connect: Connect a',
      'connect: Connect b (failed)',
      'disconnect: Stop connecting c',
      'disconnect: Stop connecting d (trying again)',
      'disconnect: Disconnect e',
      'null: Disconnecting f…',
    ]);
    expect(items.filter(({ checked }) => checked).map(({ profileId }) => profileId)).toEqual(['e']);
  });

  it('speaks German, and shows a person’s own mark', () => {
    const snapshot = snapshotOf({ a: connected });
    const profiles = snapshot.profiles.map((profile) => ({ ...profile, emoji: '🚢' }));
    const german = createTexts('de').getFixedT(null, 'shell');
    const { items, tooltip } = trayView({ ...snapshot, profiles }, german);
    expect(items[0]?.label).toBe('🚢 a trennen');
    expect(tooltip).toBe('Gangway\na: verbunden');
  });
});
