/** `gangway status`: every profile and how its bridge is. */
import type { BridgeState } from '../../shared/bridge-state';
import type { DockerAccess } from '../../shared/docker-access';
import type { ErrorInfo } from '../../shared/errors';
import { describeError } from '../../shared/error-text';
import type { NamesView } from '../../shared/names-view';
import type { Profile } from '../../shared/profile';
import { routedPrefixes } from '../../shared/routed-prefixes';
import { EMPTY_BRIDGE, type BridgeView } from '../../shared/snapshot';
import { openProfiles, type Context } from '../context';
import { attach } from '../session';
import { age, table } from '../table';
import { gatewaysOf } from './profile';

/** One object of `status --json` and `up --json`. */
export interface StatusRow {
  readonly name: string;
  readonly id: string;
  /** `state.kind` is the word to test for; the rest depends on it. */
  readonly state: BridgeState;
  /** Milliseconds. */
  readonly rttMs: number | null;
  /** 0..1 */
  readonly loss: number;
  /** `null` until Docker answered. */
  readonly containers: number | null;
  /** Prefixes that lead into the link, as used here. */
  readonly routes: readonly string[];
  /** `null` until names are answered; `resolver` is `null` if this computer could not be told to ask for them. */
  readonly names: Omit<NamesView, 'names'> | null;
  /** How this computer's `docker` reaches the gateway's; `null` while it cannot. */
  readonly docker: DockerAccess | null;
  readonly warnings: readonly ErrorInfo[];
}

export interface Status {
  readonly rows: readonly StatusRow[];
  readonly profiles: readonly Profile[];
}

export async function status(context: Context): Promise<Status> {
  const session = await attach(context);
  if (!session) {
    const profiles = openProfiles(context).list();
    return { profiles, rows: profiles.map((profile) => rowOf(profile, EMPTY_BRIDGE)) };
  }
  const { live } = session;
  const { profiles } = live.current;
  await session.end();
  return { profiles, rows: profiles.map((profile) => rowOf(profile, live.bridge(profile.id))) };
}

export function rowOf({ name, id }: Profile, view: BridgeView): StatusRow {
  const { state, health, inventory, docker, warnings } = view;
  const { rttMs, loss } = health;
  const containers = inventory?.containers.length ?? null;
  const routes = routedPrefixes(view.networks);
  const names = view.names && namesRow(view.names);
  return { name, id, state, rttMs, loss, containers, routes, names, docker, warnings };
}

/** Without the names of the containers, which `ps` has. */
function namesRow({ resolver, domains, search }: NamesView): StatusRow['names'] {
  return { resolver, domains, search };
}

export function statusTable({ rows, profiles }: Status, now: number): string[] {
  if (rows.length === 0) return ['No profiles yet: `gangway profile add NAME --host HOST`'];
  const cells = rows.map((row, index) => {
    const profile = profiles[index];
    const connected = row.state.kind === 'connected' ? row.state : null;
    return [
      row.name,
      stateWords(row.state),
      profile ? gatewaysOf(profile) : '',
      connected ? age(connected.since, now) : '-',
      row.rttMs === null ? '-' : `${row.rttMs.toFixed(1)} ms`,
      connected?.link.mode ?? '-',
      row.routes.join(', ') || '-',
    ];
  });
  return table(['NAME', 'STATE', 'GATEWAY', 'SINCE', 'RTT', 'LINK', 'ROUTES'], cells);
}

function stateWords(state: BridgeState): string {
  switch (state.kind) {
    case 'connecting':
      return `connecting (${state.phase})`;
    case 'waiting':
      return `waiting (${describeError(state.error).title})`;
    case 'failed':
      return `failed (${describeError(state.error).title})`;
    case 'idle':
    case 'connected':
    case 'disconnecting':
      return state.kind;
  }
}
