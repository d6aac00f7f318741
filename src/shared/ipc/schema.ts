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
import { preferencesChangeSchema, type Preferences } from '../preferences';
import { profileDraftSchema, type Profile } from '../profile';
import { promptAnswerSchema } from '../prompt';
import type { AppSnapshot } from '../snapshot';
import {
  CONTAINER_ACTIONS,
  logOptionsSchema,
  MAX_USAGE_CONTAINERS,
  shellInputSchema,
  shellOptionsSchema,
  type LogLine,
  type UsageReport,
} from '../container-tools';
import type { TestProgress } from '../connection-test';
import type { HelperService } from '../helper-service';
import { settingsChangeSchema } from '../settings';
import type { UpdateState } from '../update';
import { windowRouteSchema } from '../window-route';
import { invoke, stream } from './builders';

/** Full id of a container. */
const containerId = z.string().regex(/^[0-9a-f]{64}$/);
const containerArgs = [z.uuid(), containerId] as const;

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
  /** By so many places down the list, or up if negative. */
  moveProfile: invoke<void>()(z.tuple([z.uuid(), z.int()])),
  /** Hosts of `~/.ssh/config`; rejects with `config.invalid` {path, reason}. */
  configHosts: invoke<readonly ConfigHost[]>()(z.tuple([])),
  updateProfile: invoke<Profile>()(z.tuple([z.uuid(), profileDraftSchema])),
  /** Disconnects first if need be. */
  removeProfile: invoke<void>()(z.tuple([z.uuid()])),
  /** Chooses a Docker network by its name, now and for the next connects; rejects with `config.*`. */
  setNetwork: invoke<void>()(z.tuple([z.uuid(), z.string().min(1).max(256), z.boolean()])),
  /** Asks a container, by its full id (or a task's), whether it can be reached; rejects with `control.not-connected`. */
  checkContainer: invoke<Reachability>()(z.tuple([z.uuid(), z.string().max(128)])),
  /** Rejects with `control.not-connected` or `docker.*`. */
  actOnContainer: invoke<void>()(z.tuple([...containerArgs, z.enum(CONTAINER_ACTIONS)])),
  /** What `docker inspect` prints of it, as JSON text indented by two. */
  inspectContainer: invoke<string>()(z.tuple([...containerArgs])),
  /** Asks our own DNS server for a name or (for its names) an address. */
  resolveName: invoke<NameAnswer>()(z.tuple([z.string().min(1).max(253)])),
  /** What happened after the event of that number (0: the latest of all); a patch follows every event. */
  activity: invoke<ActivityPage>()(z.tuple([z.int().min(0)])),
  dismissNotices: invoke<void>()(z.tuple([])),
  /** Rejects with `config.storage-failed`. */
  changeSettings: invoke<void>()(z.tuple([settingsChangeSchema])),
  helperService: invoke<HelperService>()(z.tuple([])),
  /** Installs or removes it, which asks for the password; resolves with what then is. Rejects with `helper.*`. */
  setHelperService: invoke<HelperService>()(z.tuple([z.boolean()])),
  /** Asks a person whether to connect, as a link from elsewhere wants it. */
  askToConnect: invoke<void>()(z.tuple([z.uuid()])),
} as const;

/** Answers that go on, served by the engine. */
export const engineStreams = {
  /** What it has said and says: lines in batches. Ends with the container. Fails as `actOnContainer` rejects. */
  logs: stream<readonly LogLine[]>()(z.tuple([...containerArgs, logOptionsSchema]), z.never()),
  /** A shell in it: what it prints, in bytes. Ends with the shell. Fails with `docker.no-shell` besides. */
  shell: stream<Uint8Array>()(z.tuple([...containerArgs, shellOptionsSchema]), shellInputSchema),
  /** What containers use, every second or two. */
  usage: stream<UsageReport>()(
    z.tuple([z.uuid(), z.array(containerId).min(1).max(MAX_USAGE_CONTAINERS)]),
    z.never(),
  ),
  /** Tests each gateway of a draft; `null` for one that is not stored yet. Ends when all were tried. */
  testConnection: stream<TestProgress>()(
    z.tuple([profileDraftSchema, z.uuid().nullable()]),
    z.never(),
  ),
} as const;

/** Served by the Electron shell alone. */
export const shellCalls = {
  /** Rejects with `control.too-long`: a shell and `docker inspect` have much to copy, but not endlessly. */
  copyText: invoke<void>()(z.tuple([z.string()])),
  /** Opens `http://` or `https://` addresses in the user's browser; anything else is refused. */
  openUrl: invoke<void>()(z.tuple([z.url({ protocol: /^https?$/ }).max(2048)])),
  /** Asks where to, and writes all that the activity log has there: the file's path, or `null` if it was not wanted. */
  exportActivity: invoke<string | null>()(z.tuple([])),
  /** Copies a report for an issue, redacted. */
  copyDiagnostics: invoke<void>()(z.tuple([])),
  preferences: invoke<Preferences>()(z.tuple([])),
  changePreferences: invoke<void>()(z.tuple([preferencesChangeSchema])),
  rememberProfile: invoke<void>()(z.tuple([z.uuid()])),
  /** Opens that window, or brings it to the front. */
  openWindow: invoke<void>()(z.tuple([windowRouteSchema])),
  /** Asks where to, and writes all that the container has said: the file's path, or `null`. Name for the file: the container's. */
  saveLogs: invoke<string | null>()(z.tuple([...containerArgs, z.string().max(255)])),
  /** The link to profiles that opened the import, once; `null` if there is none. */
  takeImportLink: invoke<string | null>()(z.tuple([])),
  checkForUpdates: invoke<UpdateState>()(z.tuple([])),
  hideWindow: invoke<void>()(z.tuple([])),
  /** The person stays, for what is not saved in the window: a quit that waits for it is called off. */
  keepOpen: invoke<void>()(z.tuple([])),
  quit: invoke<void>()(z.tuple([])),
} as const;
