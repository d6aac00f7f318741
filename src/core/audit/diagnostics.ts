/** A report to paste into an issue: pure. */
import type { ActivityEvent } from '../../shared/activity';
import { activityWords } from '../../shared/activity-words';
import type { BridgeState } from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { routedPrefixes } from '../../shared/routed-prefixes';
import { EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../../shared/snapshot';
import { redact } from './redact';

const MAX_EVENTS = 100;
const MAX_ERRORS = 5;

export interface DiagnosticsInput {
  readonly snapshot: AppSnapshot;
  /** Oldest first. */
  readonly events: readonly ActivityEvent[];
  /** System, its version and what we run on, in words. */
  readonly platform: string;
  /** The person's home directory. */
  readonly home: string;
}

/** Version, platform, every bridge, the last errors and the last 100 events, redacted. */
export function diagnosticsOf({ snapshot, events, platform, home }: DiagnosticsInput): string {
  const { version, profiles, bridges, notices } = snapshot;
  const errors = events.filter((event) => 'error' in event && event.kind !== 'warning-over');
  const text = [
    `Gangway ${version} on ${platform}`,
    ...section(
      'Bridges',
      profiles.flatMap((profile) => bridgeLines(profile, bridges[profile.id] ?? EMPTY_BRIDGE)),
    ),
    ...section('Notices', notices.map(errorLine)),
    ...section('Last errors', errors.slice(-MAX_ERRORS).map(eventLine)),
    ...section(
      `Last ${MAX_EVENTS} events`,
      events.slice(-MAX_EVENTS).map((event) => JSON.stringify(event)),
    ),
  ];
  return `${redact(text.join('\n'), home)}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines] : [];
}

function bridgeLines({ name, gateways, link, cidrs }: Profile, view: BridgeView): string[] {
  const { state, health, inventory, names, warnings, networks } = view;
  const facts = {
    gateways,
    ...{ link: link ?? 'auto', cidrs, routes: routedPrefixes(networks) },
    containers: inventory?.containers.length ?? null,
    resolver: names?.resolver ?? null,
    ...{ rttMs: health.rttMs, loss: health.loss },
  };
  return [
    `${name}: ${stateLine(state)}`,
    `  ${JSON.stringify(facts)}`,
    ...warnings.map((warning) => `  warning ${errorLine(warning)}`),
  ];
}

function stateLine(state: BridgeState): string {
  const { kind, ...facts } = state;
  return Object.keys(facts).length > 0 ? `${kind} ${JSON.stringify(facts)}` : kind;
}

function eventLine(event: ActivityEvent): string {
  const error = 'error' in event ? ` ${errorLine(event.error)}` : '';
  const about = event.profile ? `${event.profile.name}: ` : '';
  return `${new Date(event.at).toISOString()} ${about}${activityWords(event).title}${error}`;
}

function errorLine({ code, detail, cause }: ErrorInfo): string {
  const facts = Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : '';
  return `${code}${facts}${cause ? `, because of ${errorLine(cause)}` : ''}`;
}
