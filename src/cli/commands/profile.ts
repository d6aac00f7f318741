/** `gangway profile …`: with an engine running through it, else on the file. */
import type { LinkChoice, Profile, ProfileDraft } from '../../shared/profile';
import { openProfiles, type Context } from '../context';
import { printable } from '../io';
import { profileNamed } from '../live';
import { attach, type Session } from '../session';
import { table } from '../table';

export interface AddOptions {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly identity?: string;
  /** Additional prefixes to route. */
  readonly cidr?: readonly string[];
  readonly link?: LinkChoice;
}

/** The few things done to profiles, on either side of the control socket. */
interface Profiles {
  list(): readonly Profile[];
  add(draft: ProfileDraft): Promise<Profile> | Profile;
  remove(id: string): Promise<void> | void;
}

async function withProfiles<Value>(
  context: Context,
  use: (profiles: Profiles) => Promise<Value>,
): Promise<Value> {
  const session = await attach(context);
  try {
    return await use(session ? remote(session) : openProfiles(context));
  } finally {
    await session?.end();
  }
}

function remote({ client, live }: Session): Profiles {
  return {
    list: () => live.current.profiles,
    add: (draft) => client.calls.addProfile(draft),
    remove: (id) => client.calls.removeProfile(id),
  };
}

export function addProfile(context: Context, name: string, options: AddOptions): Promise<Profile> {
  const { host, port, user, identity, cidr = [], link } = options;
  const gateway = {
    host,
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
    ...(identity !== undefined && { identityFile: identity }),
  };
  return withProfiles(context, async (profiles) =>
    profiles.add({
      ...{ name, gateways: [gateway], cidrs: [...cidr], networks: {} },
      ...(link !== undefined && { link }),
    }),
  );
}

export function listProfiles(context: Context): Promise<readonly Profile[]> {
  return withProfiles(context, (profiles) => Promise.resolve(profiles.list()));
}

export async function showProfile(context: Context, name: string): Promise<Profile> {
  return profileNamed(await listProfiles(context), name);
}

export function removeProfile(context: Context, name: string): Promise<Profile> {
  return withProfiles(context, async (profiles) => {
    const profile = profileNamed(profiles.list(), name);
    await profiles.remove(profile.id);
    return profile;
  });
}

export function profileTable(profiles: readonly Profile[]): string[] {
  if (profiles.length === 0) return ['No profiles yet: `gangway profile add NAME --host HOST`'];
  const rows = profiles.map((profile) => [profile.name, gatewaysOf(profile), cidrsOf(profile)]);
  return table(['NAME', 'GATEWAY', 'ADDITIONAL CIDRS'], rows);
}

export function profileLines(profile: Profile): string[] {
  const rows = [
    ['Name', profile.name],
    ['Gateway', gatewaysOf(profile)],
    ...profile.gateways.flatMap(({ identityFile }) =>
      identityFile === undefined ? [] : [['Identity', identityFile]],
    ),
    ['Additional CIDRs', cidrsOf(profile)],
    ...choicesOf(profile),
    ['Link', profile.link ?? 'auto'],
  ];
  return table(['Id', profile.id], rows).map(printable);
}

export function gatewaysOf({ gateways }: Profile): string {
  return gateways
    .map(({ user, host, port }) => {
      const login = user === undefined ? host : `${user}@${host}`;
      return port === undefined ? login : `${login}:${port}`;
    })
    .join(', ');
}

function cidrsOf({ cidrs }: Profile): string {
  return cidrs.join(', ') || '-';
}

/** Lines for the networks that a person chose; the others follow the default. */
function choicesOf({ networks }: Profile): string[][] {
  const chosen = (enabled: boolean): string =>
    Object.keys(networks)
      .filter((name) => networks[name] === enabled)
      .sort()
      .join(', ');
  const lines = [
    ['Enabled networks', chosen(true)],
    ['Disabled networks', chosen(false)],
  ];
  return lines.filter(([, names]) => names !== '');
}
