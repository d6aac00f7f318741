/** The whole of what a shell (renderer, command line) shows: one snapshot, then patches. */
import type { BridgeState } from './bridge-state';
import type { ErrorInfo } from './errors';
import { NO_HEALTH, type LinkHealth } from './health';
import type { Inventory } from './inventory';
import type { DockerAccess } from './docker-access';
import type { NamesView } from './names-view';
import type { NetworkView } from './network-view';
import type { Profile } from './profile';
import type { Prompt } from './prompt';
import type { Settings } from './settings';

export interface BridgeView {
  readonly state: BridgeState;
  readonly health: LinkHealth;
  /** `null` until Docker answered. */
  readonly inventory: Inventory | null;
  /** Docker's networks and the additional CIDRs, enabled or not; empty until the routes are planned. */
  readonly networks: readonly NetworkView[];
  /** `null` until names are answered. */
  readonly names: NamesView | null;
  /** `null` while the gateway's Docker cannot be reached by the laptop's own `docker`. */
  readonly docker: DockerAccess | null;
  /** What works only in part, e.g. a network that is not routed because it clashes. */
  readonly warnings: readonly ErrorInfo[];
}

export interface AppSnapshot {
  /** Grows by one with every patch. */
  readonly revision: number;
  readonly version: string;
  readonly settings: Settings;
  readonly profiles: readonly Profile[];
  /** By profile id; every profile has one. */
  readonly bridges: Readonly<Record<string, BridgeView>>;
  readonly prompts: readonly Prompt[];
  /** Application-wide trouble, e.g. a broken profile file that was kept aside. */
  readonly notices: readonly ErrorInfo[];
}

export interface SnapshotPatch {
  readonly revision: number;
  readonly settings?: Settings;
  readonly profiles?: readonly Profile[];
  /** Changed fields per bridge; `null` removes a bridge. */
  readonly bridges?: Readonly<Record<string, Partial<BridgeView> | null>>;
  readonly prompts?: readonly Prompt[];
  readonly notices?: readonly ErrorInfo[];
}

/** Applies a patch; `undefined` if one was missed, and a new snapshot has to be asked for. */
export function applyPatch(snapshot: AppSnapshot, patch: SnapshotPatch): AppSnapshot | undefined {
  if (patch.revision !== snapshot.revision + 1) return undefined;
  const { bridges: bridgeChanges, ...fields } = patch;
  if (!bridgeChanges) return { ...snapshot, ...fields };
  const bridges = new Map(Object.entries(snapshot.bridges));
  for (const [id, change] of Object.entries(bridgeChanges)) {
    if (change === null) bridges.delete(id);
    else bridges.set(id, { ...(bridges.get(id) ?? EMPTY_BRIDGE), ...change });
  }
  return { ...snapshot, ...fields, bridges: Object.fromEntries(bridges) };
}

export const EMPTY_BRIDGE: BridgeView = {
  state: { kind: 'idle' },
  health: NO_HEALTH,
  inventory: null,
  networks: [],
  names: null,
  docker: null,
  warnings: [],
};
