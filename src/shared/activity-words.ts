/** An event of the activity log in words: one line, and what stands below it. */
import type { ActivityEvent } from './activity';
import { assertNever } from './assert-never';
import type { Phase } from './bridge-state';
import { describeError } from './error-text';
import type { ErrorInfo } from './errors';
import { textOf, type AnyTexts } from './texts';
import { en } from './texts/en';
import { ENGLISH } from './texts/english';

export interface ActivityWords {
  readonly title: string;
  /** Sentences; what stands between backticks is as typed. */
  readonly text: readonly string[];
  /** Prefixes or domains. */
  readonly items: readonly string[];
  /** As they were run; words with blanks or quotes in them are quoted as for a shell. */
  readonly commands: readonly string[];
}

export function activityWords(event: ActivityEvent, t: AnyTexts = ENGLISH): ActivityWords {
  switch (event.kind) {
    case 'connect-asked':
      return words(t('activity:event.connectAsked'));
    case 'disconnect-asked':
      return words(t('activity:event.disconnectAsked'));
    case 'phase':
      return words(attempted(phaseTitle(event.phase, t), event.attempt, t));
    case 'connected':
      return connected(event, t);
    case 'dropped':
    case 'warning':
      return trouble(event.kind, event.error, t);
    case 'waiting':
      return waiting(event, t);
    case 'disconnected':
      return words(t('activity:event.disconnected'));
    case 'failed':
      return failed(event, t);
    case 'routes':
      return routes(event, t);
    case 'names':
      return names(event, t);
    case 'commands':
      return commands(event, t);
    case 'warning-over':
      return words(t('activity:event.warningOver', { title: describeError(event.error, t).title }));
    case 'profile-added':
      return words(t('activity:event.profileAdded'));
    case 'started-by-service':
      return { ...words(t('activity:event.startedByService')), items: [event.path] };
    case 'profile-changed':
      return words(t('activity:event.profileChanged', { fields: fieldNames(event.fields, t) }));
    case 'profile-removed':
      return words(t('activity:event.profileRemoved'));
    case 'network-switched':
      return words(
        t(event.enabled ? 'activity:event.networkOn' : 'activity:event.networkOff', {
          network: event.network,
        }),
      );
    case 'container-action':
      return words(
        t(`activity:event.acted.${event.action}`, { container: containerWords(event, t) }),
      );
    case 'container-action-failed':
      return trouble('failed', event.error, t);
    default:
      return assertNever(event);
  }
}

/** All of it as one text, to search in. */
export function activityText(event: ActivityEvent, t: AnyTexts = ENGLISH): string {
  const { title, text, items, commands } = activityWords(event, t);
  const code = 'error' in event ? [event.error.code] : [];
  return [event.profile?.name ?? '', title, ...text, ...items, ...commands, ...code].join('\n');
}

/** What is done in a phase, in a few words. */
function phaseTitle(phase: Phase, t: AnyTexts = ENGLISH): string {
  return t(`activity:phase.${phase}`);
}

type EventOf<Kind extends ActivityEvent['kind']> = Extract<ActivityEvent, { kind: Kind }>;

function words(title: string): ActivityWords {
  return { title, text: [], items: [], commands: [] };
}

function attempted(title: string, attempt: number, t: AnyTexts): string {
  return attempt > 1 ? t('activity:event.attempt', { title, attempt }) : title;
}

function trouble(
  kind: 'dropped' | 'failed' | 'warning',
  error: ErrorInfo,
  t: AnyTexts,
): ActivityWords {
  const { title, what, next } = describeError(error, t);
  return { ...words(t(`activity:event.${kind}`, { title })), text: [what, next] };
}

function connected(event: EventOf<'connected'>, t: AnyTexts): ActivityWords {
  const { gateway, mode, rights, interface: device, mtu, reason } = event;
  const link = t('activity:event.link', {
    mode: t(`activity:mode.${mode}`),
    interface: device,
    mtu,
    rights: t(`activity:rights.${rights}`),
  });
  return {
    ...words(t('activity:event.connected', { gateway })),
    text: [link, ...(reason ? [describeError(reason, t).what] : [])],
  };
}

function waiting({ at, retryAt, attempt, error }: EventOf<'waiting'>, t: AnyTexts): ActivityWords {
  const seconds = Math.max(0, Math.round((retryAt - at) / 1000));
  const title = t('activity:event.waiting', { seconds });
  return {
    ...words(t('activity:event.attempt', { title, attempt })),
    text: [describeError(error, t).what],
  };
}

function containerWords({ container, image }: EventOf<'container-action'>, t: AnyTexts): string {
  return image === undefined ? container : t('activity:event.containerOf', { container, image });
}

function failed({ error, cleanup }: EventOf<'failed'>, t: AnyTexts): ActivityWords {
  const said = trouble('failed', error, t);
  if (cleanup === 'clean') return said;
  return { ...said, text: [...said.text, t('activity:event.unclean')] };
}

function routes({ added, removed }: EventOf<'routes'>, t: AnyTexts): ActivityWords {
  const changes = [
    ...(added.length > 0 ? [t('activity:event.added', { count: added.length })] : []),
    ...(removed.length > 0 ? [t('activity:event.removed', { count: removed.length })] : []),
  ];
  return {
    ...words(t('activity:event.routes', { changes: changes.join(', ') })),
    items: [...added.map((each) => `+ ${each}`), ...removed.map((each) => `- ${each}`)],
  };
}

function names({ domains, search, resolver }: EventOf<'names'>, t: AnyTexts): ActivityWords {
  const title =
    domains.length > 0
      ? t('activity:event.names', { resolver: t(`activity:resolver.${resolver}`) })
      : t('activity:event.namesGone');
  return {
    ...words(title),
    items: [...domains, ...search.map((domain) => t('activity:event.search', { domain }))],
  };
}

function commands(event: EventOf<'commands'>, t: AnyTexts): ActivityWords {
  const purpose = t(`activity:purpose.${event.purpose}`);
  return {
    ...words(t('activity:event.commands', { count: event.commands.length, purpose })),
    commands: event.commands.map((argv) => argv.map(shellWord).join(' ')),
  };
}

/** A field that only another version of Gangway knows is named as there. */
function fieldNames(fields: readonly string[], t: AnyTexts): string {
  return fields
    .map((field) => (field in en.activity.fields ? textOf(t, `activity:fields.${field}`) : field))
    .join(', ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
