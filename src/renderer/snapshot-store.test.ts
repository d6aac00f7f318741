import { describe, expect, it, vi } from 'vitest';
import { errorInfo } from '../shared/errors';
import type { Reply } from '../shared/ipc/builders';
import type { AppSnapshot, SnapshotPatch } from '../shared/snapshot';
import { createSnapshotStore } from './snapshot-store';
import { DEFAULT_SETTINGS } from '../shared/settings';

const snapshotAt = (revision: number): AppSnapshot => ({
  revision,
  version: '0.0.0',
  settings: DEFAULT_SETTINGS,
  profiles: [],
  bridges: {},
  prompts: [],
  notices: [],
});

function setUp() {
  const replies: ((reply: Reply<AppSnapshot>) => void)[] = [];
  let push: (patch: SnapshotPatch) => void = () => undefined;
  const store = createSnapshotStore({
    snapshot: () => new Promise((resolve) => replies.push(resolve)),
    onChanged: (listener) => {
      push = listener;
      return () => undefined;
    },
  });
  return { store, replies, push: (patch: SnapshotPatch) => push(patch) };
}

const revisionOf = (store: ReturnType<typeof setUp>['store']): number | undefined => {
  const loaded = store.get();
  return loaded.status === 'ready' ? loaded.snapshot.revision : undefined;
};

describe('the snapshot store', () => {
  it('applies patches that arrived before the first snapshot', async () => {
    const { store, replies, push } = setUp();
    push({ revision: 4 });
    push({ revision: 5, notices: [errorInfo('internal')] });
    replies[0]?.({ ok: true, value: snapshotAt(4) });
    await vi.waitFor(() => expect(revisionOf(store)).toBe(5));
  });

  it('asks for a new snapshot after a gap', async () => {
    const { store, replies, push } = setUp();
    replies[0]?.({ ok: true, value: snapshotAt(1) });
    await vi.waitFor(() => expect(revisionOf(store)).toBe(1));
    push({ revision: 3 });
    expect(replies).toHaveLength(2);
    replies[1]?.({ ok: true, value: snapshotAt(3) });
    await vi.waitFor(() => expect(revisionOf(store)).toBe(3));
  });

  it('shows why the engine did not start, and recovers when a patch proves that it did', async () => {
    const { store, replies, push } = setUp();
    replies[0]?.({ ok: false, error: errorInfo('control.busy') });
    await vi.waitFor(() => expect(store.get().status).toBe('failed'));
    push({ revision: 1 });
    replies[1]?.({ ok: true, value: snapshotAt(1) });
    await vi.waitFor(() => expect(revisionOf(store)).toBe(1));
  });
});
