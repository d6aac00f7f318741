/** `gangway profile …`: with an engine running through it, else on the file. */
import { writeNameserver } from '../../shared/nameserver-text';
import type { Profile, ProfileDraft } from '../../shared/profile';
import { openProfiles, type Context } from '../context';
import { printable } from '../io';
import { profileNamed } from '../live';
import { draftWith, type ProfileOptions } from '../profile-options';
import { attach, type Session } from '../session';
import { table } from '../table';

/** The few things done to profiles, on either side of the control socket. */
export interface Profiles {
  list(): readonly Profile[];
  add(draft: ProfileDraft): Promise<Profile> | Profile;
  import(
    drafts: readonly ProfileDraft[],
    options: { readonly rename: boolean },
  ): Promise<readonly Profile[]> | readonly Profile[];
  update(id: string, draft: ProfileDraft): Promise<Profile> | Profile;
  remove(id: string): Promise<void> | void;
}

/** Hands `use` the profiles of the engine that runs, or else those of the file. */
export async function withProfiles<Value>(
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
    import: (drafts, { rename }) => client.calls.importProfiles([...drafts], rename),
    update: (id, draft) => client.calls.updateProfile(id, draft),
    remove: (id) => client.calls.removeProfile(id),
  };
}

export function addProfile(
  context: Context,
  name: string,
  options: ProfileOptions,
): Promise<Profile> {
  const draft = draftWith({ name, gateways: [], cidrs: [], networks: {} }, options);
  return withProfiles(context, async (profiles) => profiles.add(draft));
}

/** Changes what `options` name; a bridge that is up may have to be connected again. */
export function setProfile(
  context: Context,
  name: string,
  options: ProfileOptions,
): Promise<Profile> {
  return withProfiles(context, async (profiles) => {
    const { id, ...draft } = profileNamed(profiles.list(), name);
    return profiles.update(id, draftWith(draft, options));
  });
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
    ...marksOf(profile),
    ...namesOf(profile),
    ...dockerOf(profile),
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

/** Lines for how it is told from others, and what happens by itself. */
function marksOf({ colour, emoji, connectOnStart, openOnConnect }: Profile): string[][] {
  const lines = [
    ['Colour', colour],
    ['Emoji', emoji],
    ['Connects at start', connectOnStart && 'yes'],
    ['Opens on connect', openOnConnect],
  ];
  return lines.flatMap(([title, value]) => (title && value ? [[title, value]] : []));
}

/** Lines for what is not as it is by default. */
function namesOf({ names = {} }: Profile): string[][] {
  const lines = [
    ['Suffix', names.suffix],
    ['Environment', names.environment],
    ['Domain', names.domain],
    ['Search domains', names.search?.join(', ')],
    ['Nameservers', names.nameservers?.map(writeNameserver).join(', ')],
  ];
  return lines.flatMap(([title = '', value]) => (value ? [[title, value]] : []));
}

function dockerOf({ docker = {} }: Profile): string[][] {
  const { endpoint, tls = {}, context } = docker;
  const files = [tls.ca, tls.cert, tls.key].filter((file) => file !== undefined);
  const lines = [
    ['Docker', endpoint],
    ['Docker TLS files', files.join(', ')],
    ['Docker context', context === false ? 'none' : ''],
  ];
  return lines.flatMap(([title = '', value]) => (value ? [[title, value]] : []));
}
