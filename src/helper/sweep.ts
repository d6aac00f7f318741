import { discard, leftovers } from './journal';
import type { Platform } from './platform/platform';
import { undo } from './platform/run';

/** Deletes what dead helpers left, and their journals if that went well. Those that live are not disturbed. */
export async function sweep(platform: Platform): Promise<void> {
  const found = leftovers(platform.stateDirectory, (pid) => platform.startTime(pid));
  await undo(found.devices.flatMap((device) => platform.remove(device)));
  discard(platform.stateDirectory, found);
}
