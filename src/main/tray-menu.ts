/** What the tray says and offers for a snapshot: pure. */
import { assertNever } from '../shared/assert-never';
import type { BridgeState } from '../shared/bridge-state';
import type { Profile } from '../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot } from '../shared/snapshot';
import type { ShellWords } from './texts';

/** Names of the icons in assets/tray. */
export const TRAY_ICONS = ['idle', 'connecting', 'connected', 'attention'] as const;
export type TrayIcon = (typeof TRAY_ICONS)[number];

export interface TrayItem {
  readonly label: string;
  /** `null`: nothing to do about it now. */
  readonly action: 'connect' | 'disconnect' | null;
  /** With a check mark: it is connected. */
  readonly checked: boolean;
  readonly profileId: string;
}

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** A person is wanted before anything else is worth showing; then what moves, then what stands. */
export function trayView({ profiles, bridges, prompts }: AppSnapshot, t: ShellWords): TrayView {
  const views = profiles.map((profile) => {
    const { state } = bridges[profile.id] ?? EMPTY_BRIDGE;
    const asks = prompts.some(({ profileId }) => profileId === profile.id);
    return { profile, state, asks };
  });
  const icons = views.map(({ state, asks }) => (asks ? 'attention' : iconOf(state)));
  const icon =
    (['attention', 'connecting', 'connected'] as const).find((each) => icons.includes(each)) ??
    'idle';
  const lines = views.flatMap(({ profile: { name }, state, asks }) => {
    if (asks) return [`${name}: ${t('tray.asks')}`];
    return state.kind === 'idle' ? [] : [`${name}: ${t(`tray.states.${state.kind}`)}`];
  });
  return {
    icon,
    tooltip: ['Gangway', ...(lines.length > 0 ? lines : [t('tray.notConnected')])].join('\n'),
    items: views.map(({ profile, state }) => itemOf(profile, state, t)),
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

function itemOf({ id, name, emoji }: Profile, state: BridgeState, t: ShellWords): TrayItem {
  const item = { profileId: id, checked: state.kind === 'connected' };
  const words = { name: emoji === undefined ? name : `${emoji} ${name}` };
  switch (state.kind) {
    case 'idle':
      return { ...item, label: t('menu.connect', words), action: 'connect' };
    case 'failed':
      return { ...item, label: t('menu.connectFailed', words), action: 'connect' };
    case 'connecting':
      return { ...item, label: t('menu.stop', words), action: 'disconnect' };
    case 'waiting':
      return { ...item, label: t('menu.stopWaiting', words), action: 'disconnect' };
    case 'connected':
      return { ...item, label: t('menu.disconnect', words), action: 'disconnect' };
    case 'disconnecting':
      return { ...item, label: t('menu.disconnecting', words), action: null };
    default:
      return assertNever(state);
  }
}
