/**
 * Profiles on their way to somebody else: JSON with a version, or the same as a link. Without ids, which are
 * this computer's, and without paths outside the home folder, which name somebody. Pure.
 */
import { z } from 'zod';
import { unlessEmpty, withoutAbsent } from './absent';
import { fromBase64Url, toBase64Url } from './base64url';
import { failure, type GangwayError } from './errors';
import { profileDraftSchema, type Profile, type ProfileDraft } from './profile';

const FORMAT = 'gangway-profiles';
const VERSION = 1;
const LINK = 'gangway://profile/';

/** Characters; a thousand profiles have about half of it. */
export const MAX_EXPORT = 1024 * 1024;

/** The same bounds as the profiles file. */
const documentSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  profiles: z.array(profileDraftSchema).min(1).max(1000),
});
const newerSchema = z.looseObject({ format: z.literal(FORMAT), version: z.int().min(VERSION + 1) });

/** A path that is not exported, because it is one of this computer only. */
export interface LeftOut {
  readonly profile: string;
  /** e.g. `gateways.0.identityFile` */
  readonly field: string;
  readonly path: string;
}

export interface ProfileExport {
  /** For a file: indented, with a line feed at its end. */
  readonly json: string;
  /** `gangway://profile/…`: the same. */
  readonly link: string;
  readonly leftOut: readonly LeftOut[];
}

/** At least one profile. */
export function exportProfiles(profiles: readonly Profile[]): ProfileExport {
  const leftOut: LeftOut[] = [];
  const document = {
    format: FORMAT,
    version: VERSION,
    profiles: profiles.map((profile) => shareable(profile, (left) => leftOut.push(left))),
  };
  return {
    json: `${JSON.stringify(document, undefined, 2)}\n`,
    link: `${LINK}${toBase64Url(JSON.stringify(document))}`,
    leftOut,
  };
}

function shareable(profile: Profile, onLeftOut: (left: LeftOut) => void): ProfileDraft {
  const { name, gateways, docker } = profile;
  const kept = (path: string | undefined, field: string): string | undefined => {
    if (path === undefined || path.startsWith('~/')) return path;
    onLeftOut({ profile: name, field, path });
    return undefined;
  };
  const tls = docker?.tls && {
    ca: kept(docker.tls.ca, 'docker.tls.ca'),
    cert: kept(docker.tls.cert, 'docker.tls.cert'),
    key: kept(docker.tls.key, 'docker.tls.key'),
  };
  const shared = {
    ...profile,
    // Whoever gets it decides that.
    connectOnStart: undefined,
    gateways: gateways.map((gateway, index) => ({
      ...gateway,
      identityFile: kept(gateway.identityFile, `gateways.${index}.identityFile`),
    })),
    docker: docker && unlessEmpty({ ...docker, tls: tls && unlessEmpty(tls) }),
  };
  // The schema knows no id.
  return profileDraftSchema.parse(withoutAbsent(shared));
}

/** Whether `text` wants to be a link to profiles. */
export function isProfileLink(text: string): boolean {
  return text.trim().toLowerCase().startsWith(LINK);
}

/**
 * The profiles of an exported text or link; `source` says for people where it is from, e.g. `The link`.
 * All of them are valid, or it throws `config.invalid` {source, message, field?, profile?}.
 */
export function readExport(text: string, source: string): readonly ProfileDraft[] {
  const value = jsonOf(text, source);
  const newer = newerSchema.safeParse(value);
  if (newer.success)
    throw refused(source, `it has version ${newer.data.version} and comes from a newer Gangway`);
  const parsed = documentSchema.safeParse(value);
  if (parsed.success) {
    // Nobody else's file connects by itself.
    const { profiles } = parsed.data;
    return withoutAbsent(profiles.map((profile) => ({ ...profile, connectOnStart: undefined })));
  }
  const [issue] = parsed.error.issues;
  const [area, index, ...path] = issue?.path ?? [];
  if (area !== 'profiles' || typeof index !== 'number' || path.length === 0)
    throw refused(source, 'it is not an export of Gangway profiles');
  throw refused(source, issue?.message ?? 'not valid', {
    field: path.join('.'),
    profile: nameAt(value, index),
  });
}

function jsonOf(text: string, source: string): unknown {
  if (text.length > MAX_EXPORT) throw refused(source, 'it is longer than 1 MiB');
  const json = isProfileLink(text) ? payloadOf(text) : text;
  if (json === undefined) throw refused(source, 'the link is not whole');
  try {
    return JSON.parse(json);
  } catch {
    throw refused(
      source,
      isProfileLink(text) ? 'the link is not whole' : 'it is neither a link nor whole JSON',
    );
  }
}

/** Mail programs break long links and mark their ends. */
function payloadOf(link: string): string | undefined {
  return fromBase64Url(link.trim().slice(LINK.length).replace(/\s+/g, '').replace(/\/$/, ''));
}

/** How a person finds the profile: by its name, or else by its place. */
function nameAt(value: unknown, index: number): string {
  const named = z.object({ profiles: z.array(z.unknown()) }).safeParse(value);
  const profile = z.object({ name: z.string().min(1).max(64) });
  const found = profile.safeParse(named.data?.profiles[index]);
  return found.success ? `“${found.data.name}”` : `profile ${index + 1}`;
}

function refused(
  source: string,
  message: string,
  detail: Readonly<Record<string, string>> = {},
): GangwayError {
  return failure('config.invalid', { source, message, ...detail });
}
