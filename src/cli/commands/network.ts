/** `gangway network enable|disable NAME`: chooses a Docker network, now or for the next connect. */
import { failure, GangwayError } from '../../shared/errors';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { anyProfile, isConnected, notConnected } from '../choose';
import { openProfiles, type Context } from '../context';
import type { LiveSnapshot } from '../live';
import { attach, type Session } from '../session';

export interface NetworkChoice {
  readonly profile: string;
  readonly name: string;
  readonly enabled: boolean;
  /** As it is now; `null` where the profile is not connected, and the choice waits for that. */
  readonly network: NetworkView | null;
}

/**
 * While connected: waits until the network is there or gone. Rejects with what refused it, with
 * `config.unknown-network` {name, names}, or as `anyProfile` and `ProfileStore.chooseNetwork` throw.
 */
export async function chooseNetwork(
  context: Context,
  profileName: string | undefined,
  name: string,
  enabled: boolean,
): Promise<NetworkChoice> {
  const session = await attach(context);
  if (!session) {
    const store = openProfiles(context);
    const profile = anyProfile(store.list(), [], profileName);
    store.chooseNetwork(profile.id, name, enabled);
    return { profile: profile.name, name, enabled, network: null };
  }
  try {
    const { live, client } = session;
    const { profiles } = live.current;
    const up = profiles.filter((each) => isConnected(live, each));
    const profile = anyProfile(profiles, up, profileName);
    const base = { profile: profile.name, name, enabled };
    if (!isConnected(live, profile)) {
      await client.calls.setNetwork(profile.id, name, enabled);
      return { ...base, network: null };
    }
    const opening = (): void => context.io.note(`${profile.name}: opening ${name}`);
    return { ...base, network: await switchNetwork(session, profile, name, enabled, opening) };
  } finally {
    await session.end();
  }
}

/** Switches a network of a connected bridge; `opening` is called once if that takes a moment. */
export async function switchNetwork(
  { client, live }: Pick<Session, 'client' | 'live'>,
  profile: Profile,
  name: string,
  enabled: boolean,
  opening: () => void,
): Promise<NetworkView> {
  networkNamed(live, profile, name);
  let told = false;
  const stop = live.onChange(() => {
    if (told || live.bridge(profile.id).networks.find(isNamed(name))?.reach.kind !== 'opening')
      return;
    told = true;
    opening();
  });
  try {
    await client.calls.setNetwork(profile.id, name, enabled);
    return await live.until(() => outcome(live, profile, name, enabled));
  } finally {
    stop();
  }
}

function outcome(
  live: LiveSnapshot,
  profile: Profile,
  name: string,
  enabled: boolean,
): NetworkView | undefined {
  if (!isConnected(live, profile)) throw notConnected(profile.name);
  const network = networkNamed(live, profile, name);
  const { reach } = network;
  if (enabled && reach.kind === 'refused') throw new GangwayError(reach.error);
  if (enabled) return reach.kind === 'on' ? network : undefined;
  return reach.kind === 'off' || reach.kind === 'refused' ? network : undefined;
}

function networkNamed(live: LiveSnapshot, { id }: Profile, name: string): NetworkView {
  const { networks } = live.bridge(id);
  const network = networks.find(isNamed(name));
  if (network) return network;
  const names = networks.filter(({ kind }) => kind === 'docker').map((each) => each.name);
  throw failure('config.unknown-network', { name, names: names.join(', ') });
}

function isNamed(wanted: string): (network: NetworkView) => boolean {
  return ({ kind, name }) => kind === 'docker' && name === wanted;
}

export function choiceLines({ profile, name, enabled, network }: NetworkChoice): string[] {
  if (!network) {
    return [`${profile} is not connected: ${name} will be ${enabled ? 'on' : 'off'} when it is.`];
  }
  if (network.reach.kind !== 'on') return [`${name} is off.`];
  const prefixes = network.prefixes.flatMap(({ real, routed }) => {
    if (routed === null) return [];
    return routed === real ? [real] : [`${real} here as ${routed}`];
  });
  return [`${name} is on: ${prefixes.join(', ')}`];
}
