/** An event of the activity log in words: one line, and what stands below it. */
import type { ActivityEvent } from './activity';
import { assertNever } from './assert-never';
import type { GatewayRights, LinkMode, Phase } from './bridge-state';
import { describeError } from './error-text';
import type { ErrorInfo } from './errors';
import type { Resolver } from './names-view';

export interface ActivityWords {
  readonly title: string;
  /** Sentences; what stands between backticks is as typed. */
  readonly text: readonly string[];
  /** Prefixes or domains. */
  readonly items: readonly string[];
  /** As they were run; words with blanks or quotes in them are quoted as for a shell. */
  readonly commands: readonly string[];
}

type Waiting = Extract<ActivityEvent, { kind: 'waiting' }>;
type Commands = Extract<ActivityEvent, { kind: 'commands' }>;

export function activityWords(event: ActivityEvent): ActivityWords {
  switch (event.kind) {
    case 'connect-asked':
      return words('Connect was asked for');
    case 'disconnect-asked':
      return words('Disconnect was asked for');
    case 'phase':
      return words(
        phaseTitle(event.phase) + (event.attempt > 1 ? ` (attempt ${event.attempt})` : ''),
      );
    case 'connected':
      return {
        ...words(`Connected to ${event.gateway}`),
        text: [
          `${modeWords(event.mode)} over ${event.interface}, MTU ${event.mtu}, set up there ${rightsWords(event.rights)}.`,
          ...(event.reason ? [describeError(event.reason).what] : []),
        ],
      };
    case 'dropped':
      return trouble('Connection lost', event.error);
    case 'waiting':
      return {
        ...words(waitingTitle(event)),
        text: [describeError(event.error).what],
      };
    case 'disconnected':
      return words('Disconnected');
    case 'failed':
      return failed(event.error, event.cleanup);
    case 'routes':
      return {
        ...words(routesTitle(event.added.length, event.removed.length)),
        items: [
          ...event.added.map((each) => `+ ${each}`),
          ...event.removed.map((each) => `- ${each}`),
        ],
      };
    case 'names':
      return {
        ...words(
          event.domains.length > 0
            ? `Names told ${resolverWords(event.resolver)}`
            : 'Names taken back',
        ),
        items: [...event.domains, ...event.search.map((each) => `search ${each}`)],
      };
    case 'commands':
      return {
        ...words(commandsTitle(event)),
        commands: event.commands.map((argv) => argv.map(shellWord).join(' ')),
      };
    case 'warning':
      return trouble('Warning', event.error);
    case 'warning-over':
      return words(`Over: ${describeError(event.error).title}`);
    case 'profile-added':
      return words('Profile added');
    case 'profile-changed':
      return words(`Profile changed: ${event.fields.join(', ')}`);
    case 'profile-removed':
      return words('Profile removed');
    case 'network-switched':
      return words(`Network ${event.network} switched ${event.enabled ? 'on' : 'off'}`);
    default:
      return assertNever(event);
  }
}

/** All of it as one text, to search in. */
export function activityText(event: ActivityEvent): string {
  const { title, text, items, commands } = activityWords(event);
  const code = 'error' in event ? [event.error.code] : [];
  return [event.profile?.name ?? '', title, ...text, ...items, ...commands, ...code].join('\n');
}

function words(title: string): ActivityWords {
  return { title, text: [], items: [], commands: [] };
}

function trouble(heading: string, error: ErrorInfo): ActivityWords {
  const { title, what, next } = describeError(error);
  return { ...words(`${heading}: ${title}`), text: [what, next] };
}

function failed(error: ErrorInfo, cleanup: 'clean' | 'incomplete'): ActivityWords {
  const said = trouble('Failed', error);
  if (cleanup === 'clean') return said;
  return {
    ...said,
    text: [...said.text, 'Not everything could be undone; it is tried again later.'],
  };
}

function waitingTitle({ at, retryAt, attempt }: Waiting): string {
  const seconds = Math.max(0, Math.round((retryAt - at) / 1000));
  return `Trying again in ${seconds} s (attempt ${attempt})`;
}

function commandsTitle({ commands, purpose }: Commands): string {
  const count = commands.length === 1 ? 'One command' : `${commands.length} commands`;
  return `${count} as root, ${purposeWords(purpose)}`;
}

function purposeWords(purpose: Commands['purpose']): string {
  switch (purpose) {
    case 'helper':
      return 'to start the helper';
    case 'routes':
      return 'for addresses and routes';
    case 'names':
      return 'for names';
    case 'clean':
      return 'to undo everything';
    default:
      return assertNever(purpose);
  }
}

function routesTitle(added: number, removed: number): string {
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  return `Routes: ${parts.join(', ')}`;
}

/** What is done in a phase, in a few words. */
export function phaseTitle(phase: Phase): string {
  switch (phase) {
    case 'elevate':
      return 'Asking for permission';
    case 'ssh':
      return 'Signing in';
    case 'link':
      return 'Laying the link';
    case 'routes':
      return 'Setting routes';
    case 'names':
      return 'Setting names';
    case 'verify':
      return 'Checking the link';
    default:
      return assertNever(phase);
  }
}

function modeWords(mode: LinkMode): string {
  return mode === 'relay' ? 'Relay' : 'OpenSSH tunnel';
}

function rightsWords(rights: GatewayRights): string {
  switch (rights) {
    case 'root':
      return 'as root';
    case 'sudo':
      return 'with sudo';
    case 'prepared':
      return 'on a prepared device';
    case 'docker':
      return 'by a privileged container';
    default:
      return assertNever(rights);
  }
}

function resolverWords(resolver: Resolver): string {
  switch (resolver) {
    case 'systemd-resolved':
      return 'to systemd-resolved';
    case 'resolver-files':
      return 'in /etc/resolver';
    case 'hosts-file':
      return 'in /etc/hosts';
    default:
      return assertNever(resolver);
  }
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
