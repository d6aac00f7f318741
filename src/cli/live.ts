/** The engine's snapshot on this side of the control socket, always as new as the last patch. */
import type { ControlClient } from '../core/control/client';
import { failure, GangwayError, toErrorInfo } from '../shared/errors';
import type { Profile } from '../shared/profile';
import { applyPatch, EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../shared/snapshot';

export class LiveSnapshot {
  #current: AppSnapshot;
  #closed = false;
  readonly #client: ControlClient;
  readonly #listeners = new Set<() => void>();

  static async open(client: ControlClient): Promise<LiveSnapshot> {
    return new LiveSnapshot(client, await client.calls.snapshot());
  }

  private constructor(client: ControlClient, snapshot: AppSnapshot) {
    this.#client = client;
    this.#current = snapshot;
    client.onPatch((patch) => {
      if (patch.revision <= this.#current.revision) return;
      const next = applyPatch(this.#current, patch);
      if (next) this.#set(next);
      else void this.#reload();
    });
    client.onClosed(() => {
      this.#closed = true;
      this.#tell();
    });
  }

  get current(): AppSnapshot {
    return this.#current;
  }

  bridge(id: string): BridgeView {
    return this.#current.bridges[id] ?? EMPTY_BRIDGE;
  }

  /** Throws `config.unknown-profile` {name}. */
  profile(name: string): Profile {
    return profileNamed(this.#current.profiles, name);
  }

  /** Calls `listener` after every change and when the engine has gone; returns its removal. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The first value that `pick` gives which is not `undefined`, now or after a change. Rejects with
   * what `pick` throws, or with `control.gone` if the engine ends first.
   */
  until<Value>(pick: (live: this) => Value | undefined): Promise<Value> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const value = pick(this);
          if (value === undefined && this.#closed) throw failure('control.gone');
          if (value === undefined) return;
          resolve(value);
        } catch (error) {
          reject(new GangwayError(toErrorInfo(error)));
        }
        this.#listeners.delete(look);
      };
      this.#listeners.add(look);
      look();
    });
  }

  async #reload(): Promise<void> {
    const snapshot = await this.#client.calls.snapshot().catch(() => undefined);
    if (snapshot && snapshot.revision >= this.#current.revision) this.#set(snapshot);
  }

  #set(snapshot: AppSnapshot): void {
    this.#current = snapshot;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Throws `config.unknown-profile` {name}. */
export function profileNamed(profiles: readonly Profile[], name: string): Profile {
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) throw failure('config.unknown-profile', { name });
  return profile;
}
