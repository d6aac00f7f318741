/**
 * Every call between a shell and the engine, once. The Electron router, the preload bridge, the
 * renderer's client, the control socket of the command line and the test mocks all derive from it.
 * The one event, `changed`, carries a `SnapshotPatch`.
 */
import { z } from 'zod';
import type { ActivityPage } from '../activity';
import type { ConfigHost } from '../config-host';
import type { NameAnswer } from '../names-view';
import type { Reachability } from '../network-view';
import type { Preferences } from '../preferences';
import { profileDraftSchema, type Profile } from '../profile';
import { promptAnswerSchema } from '../prompt';
import type { AppSnapshot } from '../snapshot';
import { invoke } from './builders';

/** Served by the engine: over Electron IPC and over the control socket. */
export const engineCalls = {
  snapshot: invoke<AppSnapshot>()(z.tuple([])),
  connect: invoke<void>()(z.tuple([z.uuid()])),
  disconnect: invoke<void>()(z.tuple([z.uuid()])),
  answerPrompt: invoke<void>()(z.tuple([z.uuid(), promptAnswerSchema])),
  /** Adds a profile; rejects with `config.*`. */
  addProfile: invoke<Profile>()(z.tuple([profileDraftSchema])),
  /** Adds all of them or none; `true` puts numbers behind names that are taken. Rejects with `config.*`. */
  importProfiles: invoke<readonly Profile[]>()(
    z.tuple([z.array(profileDraftSchema).min(1).max(1000), z.boolean()]),
  ),
  /** One place up or down in the list. */
  moveProfile: invoke<void>()(z.tuple([z.uuid(), z.enum(['up', 'down'])])),
  /** Hosts of `~/.ssh/config`; rejects with `config.invalid` {path, reason}. */
  configHosts: invoke<readonly ConfigHost[]>()(z.tuple([])),
  updateProfile: invoke<Profile>()(z.tuple([z.uuid(), profileDraftSchema])),
  /** Disconnects first if need be. */
  removeProfile: invoke<void>()(z.tuple([z.uuid()])),
  /** Chooses a Docker network by its name, now and for the next connects; rejects with `config.*`. */
  setNetwork: invoke<void>()(z.tuple([z.uuid(), z.string().min(1).max(256), z.boolean()])),
  /** Asks a container, by its full id (or a task's), whether it can be reached; rejects with `control.not-connected`. */
  checkContainer: invoke<Reachability>()(z.tuple([z.uuid(), z.string().max(128)])),
  /** Asks our own DNS server for a name or (for its names) an address. */
  resolveName: invoke<NameAnswer>()(z.tuple([z.string().min(1).max(253)])),
  /** What happened after the event of that number (0: the latest of all); a patch follows every event. */
  activity: invoke<ActivityPage>()(z.tuple([z.int().min(0)])),
  dismissNotices: invoke<void>()(z.tuple([])),
} as const;

/** Served by the Electron shell alone. */
export const shellCalls = {
  copyText: invoke<void>()(z.tuple([z.string().max(65_536)])),
  /** Opens `http://` or `https://` addresses in the user's browser; anything else is refused. */
  openUrl: invoke<void>()(z.tuple([z.url({ protocol: /^https?$/ }).max(2048)])),
  /** Asks where to, and writes all that the activity log has there: the file's path, or `null` if it was not wanted. */
  exportActivity: invoke<string | null>()(z.tuple([])),
  /** Copies a report for an issue, redacted. */
  copyDiagnostics: invoke<void>()(z.tuple([])),
  preferences: invoke<Preferences>()(z.tuple([])),
  rememberProfile: invoke<void>()(z.tuple([z.uuid()])),
  hideWindow: invoke<void>()(z.tuple([])),
  quit: invoke<void>()(z.tuple([])),
} as const;
