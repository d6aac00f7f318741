/** The helper as a service: what installs and removes it runs as root, once, after a person has given a password. */
import { existsSync } from 'node:fs';
import { failed } from '../complain';
import { platform } from '../platform';
import { install, remove } from './install';
import { findParts } from './parts';
import { planService } from './plan';

/** Rejects with what went wrong. */
export async function changeService(wanted: boolean, uid: number): Promise<void> {
  // Folders that are made are for everybody to read, whatever the shell that has started us thinks of that.
  process.umask(0o022);
  if (wanted) {
    if (!existsSync(platform.serviceManager)) throw failed('no service manager runs');
    return install(planService(findParts(uid), platform.serviceLayout));
  }
  const nothing = { command: ['/'], environment: {}, comment: '' } as const;
  return remove(uid, platform.serviceLayout({ uid, ...nothing }));
}
