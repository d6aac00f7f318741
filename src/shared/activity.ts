/**
 * What happened, as events: one line of JSON each in the activity log, and one row each on the screen. Facts only;
 * sentences are made in `activity-words.ts`. Nothing that a person typed at a question is ever part of one.
 */
import { z } from 'zod';
import { PHASES } from './bridge-state';
import { CONTAINER_ACTIONS } from './container-tools';
import { errorInfoSchema, type ErrorInfo } from './errors';
import { RESOLVERS } from './names-view';

const stamp = {
  /** Grows by one with every event, across restarts. */
  id: z.int().positive(),
  /** Epoch milliseconds. */
  at: z.int(),
  /** Its name is the one of that time. */
  profile: z.object({ id: z.string(), name: z.string() }).optional(),
};

const prefixes = z.array(z.string());

const containerActed = {
  action: z.enum(CONTAINER_ACTIONS),
  /** Its name, of that time. */
  container: z.string(),
  image: z.string().optional(),
};

/** What a batch of commands was for; `helper` started the helper itself, `service` made it one or took that away. */
const COMMAND_PURPOSES = ['helper', 'service', 'routes', 'names', 'clean'] as const;

export const activityEventSchema = z.discriminatedUnion('kind', [
  z.object({ ...stamp, kind: z.literal('connect-asked') }),
  z.object({ ...stamp, kind: z.literal('disconnect-asked') }),
  z.object({ ...stamp, kind: z.literal('phase'), phase: z.enum(PHASES), attempt: z.int() }),
  z.object({
    ...{ ...stamp, kind: z.literal('connected') },
    /** `host:port` as reached. */
    gateway: z.string(),
    mode: z.enum(['relay', 'tun-channel']),
    rights: z.enum(['root', 'sudo', 'prepared', 'docker']),
    interface: z.string(),
    mtu: z.int(),
    /** Why it is not `relay`, where that was tried first. */
    reason: errorInfoSchema.optional(),
  }),
  /** A bridge that stood does not any more, and nobody had asked for that. */
  z.object({ ...stamp, kind: z.literal('dropped'), error: errorInfoSchema }),
  z.object({
    ...{ ...stamp, kind: z.literal('waiting'), error: errorInfoSchema },
    /** Epoch milliseconds; `attempt` is the one that comes then. */
    retryAt: z.int(),
    attempt: z.int(),
  }),
  z.object({ ...stamp, kind: z.literal('disconnected') }),
  z.object({
    ...{ ...stamp, kind: z.literal('failed'), error: errorInfoSchema },
    cleanup: z.enum(['clean', 'incomplete']),
  }),
  /** What the laptop routes into the link, as the helper has done it. */
  z.object({ ...stamp, kind: z.literal('routes'), added: prefixes, removed: prefixes }),
  /** What the laptop's resolver asks us for from now on. */
  z.object({
    ...{ ...stamp, kind: z.literal('names'), resolver: z.enum(RESOLVERS) },
    domains: z.array(z.string()),
    search: z.array(z.string()),
  }),
  /** Word for word. */
  z.object({
    ...{ ...stamp, kind: z.literal('commands'), purpose: z.enum(COMMAND_PURPOSES) },
    commands: z.array(z.array(z.string())),
  }),
  /** The helper was started by its service, of this unit or plist: nobody was asked for a password. */
  z.object({ ...stamp, kind: z.literal('started-by-service'), path: z.string() }),
  z.object({ ...stamp, kind: z.literal('warning'), error: errorInfoSchema }),
  z.object({ ...stamp, kind: z.literal('warning-over'), error: errorInfoSchema }),
  z.object({ ...stamp, kind: z.literal('profile-added') }),
  /** `fields` by name, without their values. */
  z.object({ ...stamp, kind: z.literal('profile-changed'), fields: z.array(z.string()) }),
  z.object({ ...stamp, kind: z.literal('profile-removed') }),
  z.object({
    ...{ ...stamp, kind: z.literal('network-switched'), network: z.string() },
    enabled: z.boolean(),
  }),
  /** Docker has done it. */
  z.object({ ...stamp, kind: z.literal('container-action'), ...containerActed }),
  z.object({
    ...{ ...stamp, kind: z.literal('container-action-failed'), ...containerActed },
    error: errorInfoSchema,
  }),
]);
export type ActivityEvent = z.infer<typeof activityEventSchema>;
type ActivityKind = ActivityEvent['kind'];
export type ActivityProfile = NonNullable<ActivityEvent['profile']>;

type Unstamped<Event> = Event extends unknown ? Omit<Event, keyof typeof stamp> : never;
/** An event before it has a number and a time. */
export type ActivityBody = Unstamped<ActivityEvent>;

export interface ActivityPage {
  /** Oldest first; at most `MAX_RECENT`. */
  readonly events: readonly ActivityEvent[];
  /** Why the latest of them are not in the file: `config.storage-failed`. */
  readonly trouble: ErrorInfo | null;
}

/** Events that are kept in memory and told at once; the file has more. */
export const MAX_RECENT = 500;

/** What a person may look for; an event may be of several. */
export const ACTIVITY_GROUPS = [
  'connections',
  'networks',
  'containers',
  'commands',
  'trouble',
  'profiles',
] as const;
export type ActivityGroup = (typeof ACTIVITY_GROUPS)[number];

const GROUPS: Readonly<Record<ActivityKind, readonly ActivityGroup[]>> = {
  'connect-asked': ['connections'],
  'disconnect-asked': ['connections'],
  phase: ['connections'],
  connected: ['connections'],
  dropped: ['connections', 'trouble'],
  waiting: ['connections', 'trouble'],
  disconnected: ['connections'],
  failed: ['connections', 'trouble'],
  routes: ['networks'],
  names: ['networks'],
  commands: ['commands'],
  'started-by-service': ['commands'],
  warning: ['trouble'],
  'warning-over': ['trouble'],
  'profile-added': ['profiles'],
  'profile-changed': ['profiles'],
  'profile-removed': ['profiles'],
  'network-switched': ['networks', 'profiles'],
  'container-action': ['containers'],
  'container-action-failed': ['containers', 'trouble'],
};

export function isOfGroup({ kind }: ActivityEvent, group: ActivityGroup): boolean {
  return GROUPS[kind].includes(group);
}
