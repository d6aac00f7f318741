/** A bridge's state in words and in one of the four dots: pure. */
import type { TFunction } from 'i18next';
import { assertNever } from '../../../shared/assert-never';
import type { BridgeState, Phase } from '../../../shared/bridge-state';
import { describeError } from '../../../shared/error-text';
import type { Resolver } from '../../../shared/names-view';
import type { DotTone } from '../../components/dot';
import { formatDuration } from '../../format';

type StatusTexts = TFunction<'status'>;

/** What a phase does, with the gateway's host as the person wrote it. */
export function phaseWords(t: StatusTexts, phase: Phase, host: string): string {
  return t(`phase.${phase}`, { host });
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

/** One short line under the profile's name; `now` is epoch milliseconds. */
export function stateWords(t: StatusTexts, state: BridgeState, host: string, now: number): string {
  switch (state.kind) {
    case 'idle':
      return t('state.idle');
    case 'connecting':
      return t('state.connecting', { phase: phaseWords(t, state.phase, host) });
    case 'connected':
      return t('state.connected', { duration: formatDuration(now - state.since) });
    case 'waiting':
      return t('state.waiting', { seconds: secondsLeft(state.retryAt, now) });
    case 'disconnecting':
      return state.after.to === 'connecting' ? t('state.reconnecting') : t('state.disconnecting');
    case 'failed':
      return describeError(state.error, t).title;
    default:
      return assertNever(state);
  }
}

/** What a screen reader hears at a change: states, not every second that passes. */
export function announcement(t: StatusTexts, name: string, state: BridgeState): string {
  if (state.kind === 'failed')
    return t('announce.failed', { name, title: describeError(state.error, t).title });
  return t(`announce.${state.kind}`, { name });
}

function secondsLeft(retryAt: number, now: number): number {
  return Math.max(0, Math.ceil((retryAt - now) / 1000));
}

/** What of this computer asks for names, or that nothing does. */
export function resolverWords(t: StatusTexts, resolver: Resolver | null): string {
  return t(`resolver.${resolver ?? 'none'}`);
}
