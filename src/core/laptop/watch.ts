/** Says that the laptop's network has changed: addresses, routes or resolvers. What changed is for the helper to see. */
import { runsOnMac } from '../platform';
import { coalesce } from './coalesce';
import { followCommand } from './follow-command';
import { watchResolvers } from './resolvers';

/** One change is many events: milliseconds from the first to the one call. */
const QUIET_MS = 200;

/** Both need no rights. iproute2 is not in every user's PATH. */
const MONITOR = runsOnMac
  ? ['/sbin/route', '-n', 'monitor']
  : ['/usr/bin/env', 'PATH=/usr/sbin:/sbin:/usr/bin:/bin', 'ip', 'monitor', 'address', 'route'];

/**
 * Calls `onChange` soon after every change, several at once for one, until `signal` is aborted. Our own
 * devices count, too: who re-plans has to find nothing to do then. Never throws; without a monitor it tries
 * again for one, less and less often.
 */
export function watchLaptop(onChange: () => void, signal: AbortSignal): void {
  const changed = coalesce(onChange, QUIET_MS, signal);
  followCommand(MONITOR, changed, signal);
  watchResolvers(changed, signal);
}
