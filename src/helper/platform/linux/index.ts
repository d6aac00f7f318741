import { readFileSync } from 'node:fs';
import type { Platform } from '../platform';
import { inspect } from './inspect';
import { names } from './names';
import { asUser, openTun, peerUid, sendDescriptor } from './native';
import { plan, remove } from './plan';
import { systemdLayout } from './systemd';

export const linux: Platform = {
  stateDirectory: '/run/gangway',
  plan,
  remove,
  startTime,
  inspect,
  names,
  serviceLayout: systemdLayout,
  // sd_booted(3)
  serviceManager: '/run/systemd/system',
  asUser,
  openTun,
  peerUid,
  sendDescriptor,
};

/** Clock ticks since boot: field 22 of proc(5)'s stat, counted behind the name, which may hold anything. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
  } catch {
    return undefined;
  }
}
