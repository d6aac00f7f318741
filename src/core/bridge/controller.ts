/**
 * Runs one bridge: feeds events to the pure machine and carries out the effects it answers with.
 * What an attempt holds (worker, addresses) is in `attempt.ts`; what outlives it (tun device) is here.
 */
import { assertNever } from '../../shared/assert-never';
import type { BridgeState, Phase } from '../../shared/bridge-state';
import { failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import { NO_HEALTH } from '../../shared/health';
import type { Reachability } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import type { BridgeView } from '../../shared/snapshot';
import { Attempt, WARNING_TOPICS, type BridgePorts, type Kept, type WarningTopic } from './attempt';
import { Device } from './device';
import { DockerDoor, type DockerDoorPorts } from './docker-door';
import { HardStop } from './hard-stop';
import { transition, type BridgeEvent, type Effect } from './machine';

/** A link that does not answer within this after a wake-up is lost: milliseconds. */
const CHECK_TIMEOUT_MS = 5_000;

export interface ControllerPorts extends BridgePorts {
  readonly docker: DockerDoorPorts;
}

export class BridgeController {
  #state: BridgeState = { kind: 'idle' };
  #attempt: Attempt | null = null;
  #retry: NodeJS.Timeout | undefined;
  readonly #warnings = new Map<WarningTopic, readonly ErrorInfo[]>();
  readonly #kept: Kept;
  readonly #settled = new Set<() => void>();
  readonly #stop: HardStop;

  constructor(
    private readonly profile: () => Profile,
    private readonly ports: ControllerPorts,
  ) {
    this.#stop = new HardStop(ports);
    this.#kept = {
      device: new Device(profile().id, ports.helper),
      remaps: { remaps: [] },
      dockerDoor: new DockerDoor(ports.docker),
    };
  }

  get state(): BridgeState {
    return this.#state;
  }

  connect(): void {
    this.dispatch({ type: 'connect' });
  }

  /** Resolves when nothing of the bridge is left. */
  disconnect(): Promise<void> {
    this.dispatch({ type: 'disconnect' });
    if (isAtRest(this.#state)) return Promise.resolve();
    return new Promise((resolve) => this.#settled.add(resolve));
  }

  dispatch(event: BridgeEvent): void {
    const before = this.#state;
    const { state, effects } = transition(before, event, Date.now());
    this.#state = state;
    if (state !== before) {
      this.ports.publish({ state, ...clearedBy(before, state) });
      this.#stop.follow(state, this.profile());
    }
    for (const effect of effects) this.#run(effect);
    if (isAtRest(this.#state)) {
      for (const resolve of this.#settled) resolve();
      this.#settled.clear();
    }
  }

  #run(effect: Effect): void {
    switch (effect.do) {
      case 'begin':
        this.#begin(effect.asks);
        return;
      case 'run-phase':
        this.#runPhase(effect.phase);
        return;
      case 'close-link':
        void this.#closeLink();
        return;
      case 'release-device':
        void this.#releaseDevice();
        return;
      case 'schedule-retry':
        this.#retry = setTimeout(
          () => this.dispatch({ type: 'retry-due' }),
          Math.max(effect.at - Date.now(), 0),
        );
        return;
      case 'cancel-retry':
        clearTimeout(this.#retry);
        return;
      case 'check-link':
        this.#forAttempt((attempt) => attempt.check(CHECK_TIMEOUT_MS), 'lost');
        return;
      default:
        assertNever(effect);
    }
  }

  #begin(asks: boolean): void {
    this.#attempt = this.#newAttempt(asks);
    if (this.#warnings.size > 0) this.ports.publish({ warnings: [] });
    this.#warnings.clear();
  }

  #runPhase(phase: Phase): void {
    this.#forAttempt(async (attempt) => {
      if (phase === 'verify') {
        const link = await attempt.verify();
        return { type: 'verified', link };
      }
      await attempt.run(phase);
      return { type: 'phase-done', phase };
    }, 'phase-failed');
  }

  #newAttempt(asks: boolean): Attempt {
    const attempt: Attempt = new Attempt(this.#kept, asks, {
      ...this.ports,
      profile: this.profile,
      publish: (change) => ifCurrent(() => this.ports.publish(change)),
      lost: (error) => ifCurrent(() => this.dispatch({ type: 'lost', error })),
      warn: (about, warnings) => ifCurrent(() => this.#warn(about, warnings)),
    });
    const ifCurrent = (act: () => void): void => {
      if (this.#attempt === attempt) act();
    };
    return attempt;
  }

  #warn(about: WarningTopic, warnings: readonly ErrorInfo[]): void {
    const before = this.#warnings.get(about) ?? [];
    if (before.length + warnings.length === 0) return;
    this.#warnings.set(about, warnings);
    this.ports.publish({
      warnings: WARNING_TOPICS.flatMap((topic) => this.#warnings.get(topic) ?? []),
    });
  }

  /**
   * Runs work of the present attempt; a result that comes when another one (or none) is under way is
   * dropped. The attempt object is the generation stamp.
   */
  #forAttempt(
    work: (attempt: Attempt) => Promise<BridgeEvent | undefined>,
    onFailure: 'phase-failed' | 'lost',
  ): void {
    const attempt = this.#attempt;
    if (!attempt) throw failure('internal', { message: 'no attempt under way' });
    work(attempt).then(
      (event) => {
        if (event && this.#attempt === attempt) this.dispatch(event);
      },
      (thrown: unknown) => {
        if (this.#attempt === attempt)
          this.dispatch({ type: onFailure, error: toErrorInfo(thrown) });
      },
    );
  }

  async #closeLink(): Promise<void> {
    const attempt = this.#attempt;
    this.#attempt = null;
    await attempt?.close();
    this.dispatch({ type: 'link-closed' });
  }

  async #releaseDevice(): Promise<void> {
    const cleanup = await this.#kept.device.release();
    this.#letGo();
    // The next time the clash may be over.
    this.#kept.remaps.remaps = [];
    this.dispatch({ type: 'device-released', cleanup });
  }

  /** The profile has changed: resolves once a live bridge follows its networks, or warns why not. */
  async profileChanged(): Promise<void> {
    await this.#attempt?.profileChanged();
  }

  /** The laptop's addresses or routes have changed. */
  laptopChanged(): void {
    this.#attempt?.laptopChanged();
  }

  /** Nameservers behind the bridge that do not answer now. */
  nameserversSilent(warnings: readonly ErrorInfo[]): void {
    if (this.#attempt) this.#warn('nameservers', warnings);
  }

  /** Whether a container answers, by its id. Rejects with `control.not-connected` {name}. */
  async reach(id: string): Promise<Reachability> {
    if (!this.#attempt || this.#state.kind !== 'connected') {
      throw failure('control.not-connected', { name: this.profile().name });
    }
    return this.#attempt.reach(id);
  }

  /** The helper ended without being told to. */
  helperGone(error: ErrorInfo): void {
    this.#kept.device.forget();
    this.#letGo();
    this.dispatch({ type: 'helper-gone', error });
  }

  /** What the laptop had of this bridge besides its device. */
  #letGo(): void {
    this.ports.claim([]);
    this.ports.names.set(this.profile().id, null);
    this.#kept.dockerDoor.release();
  }
}

function isAtRest(state: BridgeState): boolean {
  return state.kind === 'idle' || state.kind === 'failed';
}

const EMPTY = { health: NO_HEALTH, inventory: null, networks: [], names: null, docker: null };

/** Data that a change of state makes untrue. */
function clearedBy(before: BridgeState, after: BridgeState): Partial<BridgeView> {
  if (before.kind === after.kind) return {};
  if (after.kind === 'connecting' && after.attempt === 1) return { ...EMPTY, warnings: [] };
  if (isAtRest(after)) return EMPTY;
  // Its socket went with the worker.
  return before.kind === 'connected' ? { docker: null } : {};
}
