/** Which profile a command is about, where its name may be left out. */
import { failure } from '../shared/errors';
import type { Profile } from '../shared/profile';
import type { BridgeView } from '../shared/snapshot';
import { openProfiles, type Context } from './context';
import { profileNamed, type LiveSnapshot } from './live';
import { attach, type Session } from './session';

/**
 * Runs `use` on the bridge of profile `name`, or on the only one that is up. Rejects with
 * `config.unknown-profile` {name}, `control.not-connected` {name?} or `config.which-profile` {names}.
 */
export async function withBridge<Value>(
  context: Context,
  name: string | undefined,
  use: (session: Session, profile: Profile) => Promise<Value>,
): Promise<Value> {
  const session = await attach(context);
  if (!session) {
    if (name !== undefined) profileNamed(openProfiles(context).list(), name);
    throw notConnected(name);
  }
  try {
    return await use(session, connectedProfile(session.live, name));
  } finally {
    await session.end();
  }
}

export interface UpBridge {
  readonly profile: Profile;
  readonly view: BridgeView;
}

/** Every bridge that is up, or `name`'s alone; rejects with `control.not-connected` {name} if that is not. */
export async function upBridges(context: Context, name?: string): Promise<readonly UpBridge[]> {
  const session = await attach(context);
  if (!session) {
    if (name === undefined) return [];
    profileNamed(openProfiles(context).list(), name);
    throw notConnected(name);
  }
  const { live } = session;
  try {
    const chosen = name === undefined ? live.current.profiles : [live.profile(name)];
    const up = chosen.filter((profile) => isConnected(live, profile));
    if (name !== undefined && up.length === 0) throw notConnected(name);
    return up.map((profile) => ({ profile, view: live.bridge(profile.id) }));
  } finally {
    await session.end();
  }
}

/** Throws as `withBridge` rejects. */
export function connectedProfile(live: LiveSnapshot, name: string | undefined): Profile {
  if (name !== undefined) {
    const profile = live.profile(name);
    if (!isConnected(live, profile)) throw notConnected(name);
    return profile;
  }
  const [only, ...others] = live.current.profiles.filter((each) => isConnected(live, each));
  if (!only) throw notConnected(undefined);
  if (others.length > 0) throw whichProfile([only, ...others]);
  return only;
}

/**
 * The one named, the only one that is up, or the only one there is. Throws `config.unknown-profile` or
 * `config.which-profile`.
 */
export function anyProfile(
  profiles: readonly Profile[],
  up: readonly Profile[],
  name: string | undefined,
): Profile {
  if (name !== undefined) return profileNamed(profiles, name);
  const candidates = up.length > 0 ? up : profiles;
  const [only] = candidates;
  if (!only || candidates.length > 1) throw whichProfile(candidates);
  return only;
}

export function isConnected(live: LiveSnapshot, { id }: Profile): boolean {
  return live.bridge(id).state.kind === 'connected';
}

export function notConnected(name: string | undefined): Error {
  return failure('control.not-connected', name === undefined ? {} : { name });
}

function whichProfile(profiles: readonly Profile[]): Error {
  const names = profiles.map(({ name }) => name).join(', ');
  return failure('config.which-profile', names === '' ? {} : { names });
}
