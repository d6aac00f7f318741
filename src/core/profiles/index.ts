/** The stored profiles: one JSON file, validated when read, replaced whole when written. */
import { randomUUID } from 'node:crypto';
import type { FSWatcher } from 'node:fs';
import { failure, type ErrorInfo, errorInfo, GangwayError } from '../../shared/errors';
import { profileDraftSchema, type Profile, type ProfileDraft } from '../../shared/profile';
import { withFreeNames } from '../../shared/profile-names';
import { readText, writeTextAtomically } from '../files/atomic-file';
import { keepAside } from '../files/keep-aside';
import { watchFile } from '../files/watch-file';
import { firstIssue, formatProfiles, parseProfiles } from './format';
import { storageFailed } from './home';

/**
 * Profiles in the order that a person gave them; new ones are the last. Every change is made on what the file holds at that
 * moment, so that two processes do not undo each other's work.
 */
export class ProfileStore {
  readonly #file: string;
  readonly #listeners = new Set<() => void>();
  #profiles: readonly Profile[] = [];
  #notices: readonly ErrorInfo[] = [];
  /** Set while the file is one that we may not write over. */
  #refused: ErrorInfo | null = null;
  #watcher: FSWatcher | null = null;

  /** Reads `file`; one that is broken is kept aside and told in `notices()`, never silently reset. */
  constructor(file: string) {
    this.#file = file;
    this.#load();
  }

  list(): readonly Profile[] {
    return this.#profiles;
  }

  byName(name: string): Profile | undefined {
    return this.#profiles.find((profile) => profile.name === name);
  }

  /** Trouble with the file: `config.file-broken` {path, reason, kept?} or `config.storage-failed`. */
  notices(): readonly ErrorInfo[] {
    return this.#notices;
  }

  dismissNotices(): void {
    this.#notices = [];
    this.#changed();
  }

  /** Throws `config.invalid` {field, message}, `config.duplicate-name` {name} or `config.storage-failed`. */
  add(draft: ProfileDraft): Profile {
    const profile = { id: randomUUID(), ...validated(draft) };
    this.#change((profiles) => {
      requireFreeName(profiles, profile);
      return [...profiles, profile];
    });
    return profile;
  }

  /**
   * Adds all of them, or none. A name that is taken, there or among them, gets a number behind it with `rename`;
   * otherwise it throws as `add` does.
   */
  import(drafts: readonly ProfileDraft[], { rename }: { readonly rename: boolean }): Profile[] {
    const valid = drafts.map(validated);
    const added: Profile[] = [];
    this.#change((profiles) => {
      const taken = profiles.map(({ name }) => name);
      for (const draft of rename ? withFreeNames(valid, taken) : valid) {
        const profile = { id: randomUUID(), ...draft };
        requireFreeName([...profiles, ...added], profile);
        added.push(profile);
      }
      return [...profiles, ...added];
    });
    return added;
  }

  /** Down the list by so many places, up if negative, and no further than its ends. Throws as `remove` does. */
  move(id: string, places: number): void {
    this.#change((profiles) => {
      requireKnown(profiles, id);
      const from = profiles.findIndex((profile) => profile.id === id);
      const to = Math.max(0, from + places);
      return profiles.toSpliced(from, 1).toSpliced(to, 0, ...profiles.slice(from, from + 1));
    });
  }

  /** Throws as `add` does, and `config.unknown-profile` {id}. */
  update(id: string, draft: ProfileDraft): Profile {
    const profile = { id, ...validated(draft) };
    this.#change((profiles) => {
      requireKnown(profiles, id);
      requireFreeName(profiles, profile);
      return profiles.map((old) => (old.id === id ? profile : old));
    });
    return profile;
  }

  /** Remembers a person's choice of a Docker network by its name. Throws as `update` does. */
  chooseNetwork(id: string, name: string, enabled: boolean): void {
    this.#change((profiles) => {
      requireKnown(profiles, id);
      return profiles.map((profile) =>
        profile.id === id
          ? { id, ...validated({ ...profile, networks: { ...profile.networks, [name]: enabled } }) }
          : profile,
      );
    });
  }

  /** Throws `config.unknown-profile` {id} or `config.storage-failed`. */
  remove(id: string): void {
    this.#change((profiles) => {
      requireKnown(profiles, id);
      return profiles.filter((profile) => profile.id !== id);
    });
  }

  /** Calls `listener` after every change, by this process or another; returns its removal. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#watcher ??= watchFile(this.#file, () => this.#fileChanged());
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
    this.#listeners.clear();
  }

  #change(edit: (profiles: readonly Profile[]) => readonly Profile[]): void {
    this.#load();
    if (this.#refused) throw new GangwayError(this.#refused);
    const profiles = edit(this.#profiles);
    try {
      writeTextAtomically(this.#file, formatProfiles(profiles));
    } catch (error) {
      throw storageFailed(this.#file, error);
    }
    this.#profiles = profiles;
    this.#changed();
  }

  #load(): void {
    this.#refused = null;
    const text = this.#read();
    if (text === undefined) {
      this.#profiles = [];
      return;
    }
    const reading = parseProfiles(text);
    this.#profiles = reading.kind === 'profiles' ? reading.profiles : [];
    if (reading.kind === 'broken') this.#keepAside(reading.reason);
    if (reading.kind === 'newer') this.#refuse(reading.reason);
  }

  #read(): string | undefined {
    try {
      return readText(this.#file);
    } catch (error) {
      const { info } = storageFailed(this.#file, error);
      this.#refused = info;
      this.#notices = [info];
      return undefined;
    }
  }

  #keepAside(reason: string): void {
    const notice = keepAside(this.#file, reason);
    this.#notices = [notice];
    if (notice.detail['kept'] === undefined) this.#refused = notice;
  }

  #refuse(reason: string): void {
    this.#refused = errorInfo('config.file-broken', { path: this.#file, reason });
    this.#notices = [this.#refused];
  }

  /** An editor may be half-way through saving, so what does not parse is not acted upon here. */
  #fileChanged(): void {
    let text: string | undefined;
    try {
      text = readText(this.#file);
    } catch {
      return;
    }
    const reading = parseProfiles(text ?? formatProfiles([]));
    if (reading.kind !== 'profiles') return;
    if (formatProfiles(reading.profiles) === formatProfiles(this.#profiles)) return;
    this.#profiles = reading.profiles;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function validated(draft: ProfileDraft): ProfileDraft {
  const parsed = profileDraftSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  const { field, message } = firstIssue(parsed.error);
  throw failure('config.invalid', { field, message });
}

function requireKnown(profiles: readonly Profile[], id: string): void {
  if (!profiles.some((profile) => profile.id === id))
    throw failure('config.unknown-profile', { id });
}

function requireFreeName(profiles: readonly Profile[], { id, name }: Profile): void {
  if (profiles.some((profile) => profile.id !== id && profile.name === name))
    throw failure('config.duplicate-name', { name });
}
