import type { SnapshotPatch } from '../shared/snapshot';

const NOT_TOLD = new Set(['revision', 'bridges']);

/** Whether a patch tells of nothing but echoes, as most do: one each second and bridge. */
export function isOnlyHealth(patch: SnapshotPatch): boolean {
  if (!patch.bridges || Object.keys(patch).some((field) => !NOT_TOLD.has(field))) return false;
  return Object.values(patch.bridges).every(
    (change) => change !== null && Object.keys(change).every((field) => field === 'health'),
  );
}
