/** What the tray says and offers for a snapshot: pure. */
import { assertNever } from '../shared/assert-never';
import type { BridgeState } from '../shared/bridge-state';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';

/** Names of the icons in assets/tray. */
export const TRAY_ICONS = ['idle', 'connecting', 'connected', 'attention'] as const;
export type TrayIcon = (typeof TRAY_ICONS)[number];

export interface TrayItem {
  readonly label: string;
  readonly action: 'connect' | 'disconnect';
  readonly profileId: string;
}

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** A person is wanted before anything else is worth showing; then what moves, then what stands. */
export function trayView({ profiles, bridges, prompts }: AppSnapshot): TrayView {
  const views = profiles.map(({ id, name }) => {
    const { state } = bridges[id] ?? EMPTY_BRIDGE;
    return { id, name, state, asks: prompts.some(({ profileId }) => profileId === id) };
  });
  const icons = views.map(({ state, asks }) => (asks ? 'attention' : iconOf(state)));
  const icon =
    (['attention', 'connecting', 'connected'] as const).find((each) => icons.includes(each)) ??
    'idle';
  const lines = views
    .filter(({ state, asks }) => asks || state.kind !== 'idle')
    .map(({ name, state, asks }) => `${name}: ${asks ? 'waits for your answer' : wordsOf(state)}`);
  return {
    icon,
    tooltip: ['Gangway', ...(lines.length > 0 ? lines : ['not connected'])].join('\n'),
    items: views.map(({ id, name, state }) => itemOf(id, name, state)),
  };
}

function iconOf(state: BridgeState): TrayIcon {
  switch (state.kind) {
    case 'idle':
      return 'idle';
    case 'connecting':
    case 'waiting':
    case 'disconnecting':
      return 'connecting';
    case 'connected':
      return 'connected';
    case 'failed':
      return 'attention';
    default:
      return assertNever(state);
  }
}

function wordsOf({ kind }: BridgeState): string {
  return kind === 'waiting' ? 'trying again' : kind;
}

function itemOf(profileId: string, name: string, state: BridgeState): TrayItem {
  switch (state.kind) {
    case 'idle':
      return { label: `Connect ${name}`, action: 'connect', profileId };
    case 'failed':
      return { label: `Connect ${name} (failed)`, action: 'connect', profileId };
    case 'connecting':
    case 'waiting':
      return { label: `Stop connecting ${name}`, action: 'disconnect', profileId };
    case 'connected':
    case 'disconnecting':
      return { label: `Disconnect ${name}`, action: 'disconnect', profileId };
    default:
      return assertNever(state);
  }
}
