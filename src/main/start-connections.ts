/** Which profiles Gangway connects by itself when it starts, and which it will have to next time: pure. */
import type { AppSnapshot } from '../shared/snapshot';

/** Ids of those that say so themselves, and of those that were connected at the last quit if that is wanted. */
export function toConnectAtStart(
  { profiles, settings }: Pick<AppSnapshot, 'profiles' | 'settings'>,
  lastConnected: readonly string[],
): string[] {
  const again = settings.restoreConnections ? lastConnected : [];
  return profiles
    .filter(({ id, connectOnStart }) => connectOnStart === true || again.includes(id))
    .map(({ id }) => id);
}

/** Ids of the profiles that are up, or on their way there. */
export function connectedNow({
  profiles,
  bridges,
}: Pick<AppSnapshot, 'profiles' | 'bridges'>): string[] {
  return profiles
    .filter(({ id }) => {
      const state = bridges[id]?.state;
      switch (state?.kind) {
        case 'connected':
        case 'connecting':
        case 'waiting':
          return true;
        case 'disconnecting':
          return state.after.to === 'connecting' || state.after.to === 'waiting';
        default:
          return false;
      }
    })
    .map(({ id }) => id);
}
