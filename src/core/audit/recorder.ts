/** Turns what the engine sees into the activity log: who it was about, and what is new in it. */
import type { ActivityBody, ActivityProfile } from '../../shared/activity';
import type { ErrorInfo } from '../../shared/errors';
import type { Profile } from '../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../shared/snapshot';
import type { HelperAct } from '../helper/act';
import type { ActivityLog } from './activity-log';
import { bridgeEvents } from './bridge-events';
import { changes, helperEvents, NOTHING_HELD, type Held } from './helper-events';
import { profileEvents } from './profile-events';

export type ContainerActed = Omit<Extract<ActivityBody, { kind: 'container-action' }>, 'kind'>;

export class Recorder {
  readonly #log: Pick<ActivityLog, 'append'>;
  /** By profile id, also of those that are gone: what they leave is still undone. */
  readonly #names = new Map<string, string>();
  /** What the helper has done for each, by profile id. */
  readonly #held = new Map<string, Held>();
  /** Each of the notices that has been told, as JSON. */
  readonly #noted = new Set<string>();
  #profiles: readonly Profile[] | null = null;

  constructor(log: Pick<ActivityLog, 'append'>) {
    this.#log = log;
  }

  /** Those that are there at first are no event. */
  profiles(profiles: readonly Profile[]): void {
    for (const { id, name } of profiles) this.#names.set(id, name);
    const events = this.#profiles ? profileEvents(this.#profiles, profiles) : [];
    this.#profiles = profiles;
    for (const { profile, body } of events) this.#log.append(body, profile);
  }

  /** Trouble with the app's own files: each once, however long it stays. */
  notices(notices: readonly ErrorInfo[]): void {
    for (const error of notices) {
      const key = JSON.stringify(error);
      if (this.#noted.has(key)) continue;
      this.#noted.add(key);
      this.#append(null, [{ kind: 'warning', error }]);
    }
  }

  /** A person's click or command, on a bridge that it means something to. */
  asked(id: string, wish: 'connect' | 'disconnect', { state }: BridgeView = EMPTY_BRIDGE): void {
    const isSo =
      wish === 'connect'
        ? state.kind === 'connected' || state.kind === 'connecting'
        : state.kind === 'idle' || state.kind === 'failed';
    if (!isSo) this.#append(id, [{ kind: `${wish}-asked` }]);
  }

  /** A person has acted on a container: it was done unless there is an `error`. */
  acted(id: string, what: ContainerActed, error: ErrorInfo | null): void {
    this.#append(id, [
      error
        ? { kind: 'container-action-failed', ...what, error }
        : { kind: 'container-action', ...what },
    ]);
  }

  bridge(id: string, before: BridgeView = EMPTY_BRIDGE, change: Partial<BridgeView>): void {
    this.#append(id, bridgeEvents(before, change));
  }

  helper(act: HelperAct): void {
    const bridge = 'bridge' in act ? act.bridge : null;
    const before = bridge === null ? undefined : this.#held.get(bridge);
    const { events, held } = helperEvents(act, before ?? NOTHING_HELD);
    if (bridge !== null) this.#held.set(bridge, held);
    this.#append(bridge, events);
  }

  /** With it went all that it had laid. */
  helperGone(): void {
    for (const [id, held] of this.#held) this.#append(id, changes(held, NOTHING_HELD));
    this.#held.clear();
  }

  #append(id: string | null, bodies: readonly ActivityBody[]): void {
    const profile: ActivityProfile | undefined =
      id === null ? undefined : { id, name: this.#names.get(id) ?? id };
    for (const body of bodies) this.#log.append(body, profile);
  }
}
