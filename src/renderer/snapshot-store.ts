/** The renderer's copy of the app's state: one snapshot, then patches; a gap means asking again. */
import type { ErrorInfo } from '../shared/errors';
import type { WindowApi } from '../shared/ipc/window-api';
import { applyPatch, type AppSnapshot, type SnapshotPatch } from '../shared/snapshot';

type Loaded =
  | { readonly status: 'loading' }
  /** The engine did not start; asking again tries again. */
  | { readonly status: 'failed'; readonly error: ErrorInfo }
  | { readonly status: 'ready'; readonly snapshot: AppSnapshot };

export interface SnapshotStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Loaded;
  readonly reload: () => Promise<void>;
}

export function createSnapshotStore(api: Pick<WindowApi, 'snapshot' | 'onChanged'>): SnapshotStore {
  const listeners = new Set<() => void>();
  let loaded: Loaded = { status: 'loading' };
  /** Patches that arrive while a snapshot is on its way; `null` when none is. */
  let early: SnapshotPatch[] | null = null;

  function set(next: Loaded): void {
    loaded = next;
    for (const listener of listeners) listener();
  }

  async function reload(): Promise<void> {
    if (early) return;
    early = [];
    const reply = await api.snapshot();
    const missed = early;
    early = null;
    set(
      reply.ok
        ? { status: 'ready', snapshot: reply.value }
        : { status: 'failed', error: reply.error },
    );
    missed.forEach(take);
  }

  function take(patch: SnapshotPatch): void {
    if (early) {
      early.push(patch);
      return;
    }
    if (loaded.status !== 'ready') {
      void reload();
      return;
    }
    if (patch.revision <= loaded.snapshot.revision) return;
    const snapshot = applyPatch(loaded.snapshot, patch);
    if (snapshot) set({ status: 'ready', snapshot });
    else void reload();
  }

  api.onChanged(take);
  void reload();

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: () => loaded,
    reload,
  };
}
