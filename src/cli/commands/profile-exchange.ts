/** `gangway profile export` and `import`: profiles to and from somebody else. */
import { readFile } from 'node:fs/promises';
import { text as allOf } from 'node:stream/consumers';
import { storageFailed } from '../../core/profiles/home';
import { writeTextAtomically } from '../../core/files/atomic-file';
import { failure } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { exportProfiles, isProfileLink, readExport, type LeftOut } from '../../shared/profile-link';
import type { Context } from '../context';
import { printable } from '../io';
import { profileNamed } from '../live';
import { listProfiles, withProfiles } from './profile';

export interface ExportOptions {
  /** File to write. */
  readonly output?: string;
  readonly link?: true;
}

export interface ImportOptions {
  readonly rename: boolean;
}

interface Exported {
  /** For stdout; absent if it was written to a file. */
  readonly text?: string;
  /** For stderr: what is not in it, and where it is. */
  readonly notes: readonly string[];
}

/**
 * Exports the profiles named, each once, or all. Rejects with `config.unknown-profile` {name?} and
 * `config.storage-failed` {path, message}.
 */
export async function profileExport(
  context: Context,
  names: readonly string[],
  { output, link }: ExportOptions,
): Promise<Exported> {
  const all = await listProfiles(context);
  const chosen =
    names.length === 0 ? all : [...new Set(names)].map((name) => profileNamed(all, name));
  if (chosen.length === 0) throw failure('config.unknown-profile');
  const { json, link: url, leftOut } = exportProfiles(chosen);
  const text = link ? url : json.trimEnd();
  const notes = leftOut.map(noteOf);
  if (output === undefined) return { text, notes };
  try {
    writeTextAtomically(output, `${text}\n`);
  } catch (error) {
    throw storageFailed(output, error);
  }
  const count = chosen.length === 1 ? '1 profile' : `${chosen.length} profiles`;
  return { notes: [...notes, `Wrote ${count} to ${output}.`] };
}

function noteOf({ profile, field, path }: LeftOut): string {
  const what = field.endsWith('identityFile') ? 'identity file' : 'Docker TLS file';
  return printable(
    `${profile}: the ${what} ${path} is left out; only paths below ~/ mean the same elsewhere.`,
  );
}

/**
 * Adds what a file, a link or standard input (`-`) holds: all of it, or nothing. Rejects with `config.invalid`
 * {source, message, …}, `config.duplicate-name` {name} unless `rename`, and `config.storage-failed`.
 */
export async function importProfiles(
  context: Context,
  from: string,
  { rename }: ImportOptions,
): Promise<readonly Profile[]> {
  const drafts = isProfileLink(from)
    ? readExport(from, 'The link')
    : readExport(await textOf(from), from === '-' ? 'Standard input' : from);
  return withProfiles(context, async (profiles) => profiles.import(drafts, { rename }));
}

async function textOf(from: string): Promise<string> {
  try {
    return await (from === '-' ? allOf(process.stdin) : readFile(from, 'utf8'));
  } catch (error) {
    throw storageFailed(from, error);
  }
}
