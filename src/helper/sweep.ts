import { discard, leftovers } from './journal';
import type { Platform } from './platform/platform';
import { undo } from './platform/run';

/**
 * Undoes what dead helpers left, and deletes their journals if that went well. Those that live are not disturbed.
 * Journals are gone after a reboot, and names in files are not: those are found by their marks.
 */
export async function sweep(platform: Platform): Promise<void> {
  const found = leftovers(platform.stateDirectory, (pid) => platform.startTime(pid));
  const marked = platform.names.marked().filter((device) => !found.claimed.has(device));
  const failures: unknown[] = [];
  for (const device of new Set([...found.devices, ...marked])) {
    await platform.names.forget(device).catch((error: unknown) => failures.push(error));
  }
  await undo(found.devices.flatMap((device) => platform.remove(device)));
  if (failures.length > 0) throw failures[0];
  discard(platform.stateDirectory, found);
}
