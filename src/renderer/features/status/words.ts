/** A bridge's state in words and in one of the four dots: pure. */
import { phaseTitle } from '../../../shared/activity-words';
import { assertNever } from '../../../shared/assert-never';
import type { BridgeState, GatewayRights, LinkMode, Phase } from '../../../shared/bridge-state';
import { describeError } from '../../../shared/error-text';
import type { Resolver } from '../../../shared/names-view';
import type { DotTone } from '../../components/dot';
import { formatDuration } from '../../format';

/** What a phase does, with the gateway's host as the person wrote it. */
export function phaseWords(phase: Phase, host: string): string {
  switch (phase) {
    case 'ssh':
      return `Signing in to ${host}`;
    case 'verify':
      return 'Checking';
    default:
      return phaseTitle(phase);
  }
}

export function stateTone(state: BridgeState): DotTone {
  switch (state.kind) {
    case 'idle':
      return 'off';
    case 'connected':
      return 'on';
    case 'connecting':
    case 'waiting':
    case 'disconnecting':
      return 'busy';
    case 'failed':
      return 'bad';
    default:
      return assertNever(state);
  }
}

/** One short line under the profile's name. */
export function stateWords(state: BridgeState, host: string, now: number): string {
  switch (state.kind) {
    case 'idle':
      return 'Not connected';
    case 'connecting':
      return `${phaseWords(state.phase, host)}…`;
    case 'connected':
      return `Connected for ${formatDuration(now - state.since)}`;
    case 'waiting':
      return `Trying again in ${secondsLeft(state.retryAt, now)} s`;
    case 'disconnecting':
      return state.after.to === 'connecting' ? 'Reconnecting…' : 'Disconnecting…';
    case 'failed':
      return describeError(state.error).title;
    default:
      return assertNever(state);
  }
}

/** What a screen reader hears at a change: states, not every second that passes. */
export function announcement(name: string, state: BridgeState): string {
  switch (state.kind) {
    case 'idle':
      return `${name}: not connected`;
    case 'connecting':
      return `${name}: connecting`;
    case 'connected':
      return `${name}: connected`;
    case 'waiting':
      return `${name}: connection lost, trying again`;
    case 'disconnecting':
      return `${name}: disconnecting`;
    case 'failed':
      return `${name}: ${describeError(state.error).title}`;
    default:
      return assertNever(state);
  }
}

export function secondsLeft(retryAt: number, now: number): number {
  return Math.max(0, Math.ceil((retryAt - now) / 1000));
}

export function linkModeWords(mode: LinkMode): string {
  return mode === 'relay' ? 'Relay' : 'OpenSSH tunnel';
}

/** By what right Gangway sets up the gateway. */
export function rightsWords(rights: GatewayRights): string {
  switch (rights) {
    case 'root':
      return 'as root';
    case 'sudo':
      return 'with sudo';
    case 'prepared':
      return 'on a device prepared there';
    case 'docker':
      return 'by a privileged container';
    default:
      return assertNever(rights);
  }
}

/** What of this computer asks for names, or that nothing does. */
export function resolverWords(resolver: Resolver | null): string {
  switch (resolver) {
    case 'systemd-resolved':
      return 'by systemd-resolved';
    case 'resolver-files':
      return 'by /etc/resolver';
    case 'hosts-file':
      return 'by /etc/hosts';
    case null:
      return 'not known to this computer';
    default:
      return assertNever(resolver);
  }
}
