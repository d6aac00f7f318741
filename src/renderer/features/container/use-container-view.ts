/** What the snapshot knows of one container, and what it knew last. */
import { useState } from 'react';
import type { Container } from '../../../shared/inventory';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../../../shared/snapshot';

type Presence =
  /** The bridge is not up, or its Docker is not there yet: nothing can be asked. */
  | 'away'
  /** Docker has not told what there is. */
  | 'loading'
  | 'here'
  /** Removed. */
  | 'gone';

export interface ContainerView {
  readonly profileId: string;
  readonly id: string;
  /** `undefined` if it was removed. */
  readonly profile: Profile | undefined;
  readonly bridge: BridgeView;
  /** As last seen; `null` if it never was. */
  readonly container: Container | null;
  readonly presence: Presence;
  /** Grows with every connect: what was open before has to be opened anew. */
  readonly connectedSince: number;
}

/** Follows a container through restarts and renames, and remembers it where it or its bridge is gone. */
export function useContainerView(
  { profiles, bridges }: Pick<AppSnapshot, 'profiles' | 'bridges'>,
  { profile: profileId, container: id }: { readonly profile: string; readonly container: string },
): ContainerView {
  const bridge = bridges[profileId] ?? EMPTY_BRIDGE;
  const found = bridge.inventory?.containers.find((each) => each.id === id);
  const [last, setLast] = useState<Container | null>(found ?? null);
  if (found && found !== last) setLast(found);
  return {
    profileId,
    id,
    profile: profiles.find((each) => each.id === profileId),
    bridge,
    container: found ?? last,
    presence: presenceOf(bridge, found),
    connectedSince: bridge.state.kind === 'connected' ? bridge.state.since : 0,
  };
}

function presenceOf({ state, docker, inventory }: BridgeView, found?: Container): Presence {
  if (state.kind !== 'connected' || docker === null) return 'away';
  if (inventory === null) return 'loading';
  return found ? 'here' : 'gone';
}

/** What it is called: by its name, or by the beginning of its id where it never was seen. */
export function nameOf({ container, id }: ContainerView): string {
  return container?.name ?? id.slice(0, 12);
}
