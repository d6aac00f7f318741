/** macOS: the commands are planned and tested as text; opening a utun device waits for a Mac to try it on. */
import { execFileSync } from 'node:child_process';
import koffi from 'koffi';
import { failure } from '../../../shared/errors';
import { descriptorOf } from '../socket';
import type { Platform } from '../platform';
import { launchdLayout } from './launchd';
import { resolverNames } from './names';
import { plan, remove } from './plan';

function unsupported(): never {
  throw failure('net.tun-failed', { reason: 'utun is not supported by this build yet' });
}

export const darwin: Platform = {
  stateDirectory: '/var/run/gangway',
  plan,
  remove,
  startTime,
  inspect: () => Promise.resolve().then(unsupported),
  names: resolverNames('/etc/resolver'),
  serviceLayout: launchdLayout,
  serviceManager: '/sbin/launchd',
  // Nothing like setfsuid(2) that lasts no longer than the act.
  asUser: (_uid, act) => act(),
  openTun: unsupported,
  peerUid,
  sendDescriptor: unsupported,
};

/** Seconds since 1970, of ps(1). */
function startTime(pid: number): string | undefined {
  try {
    const options = { encoding: 'utf8', env: { LC_ALL: 'C' } } as const;
    const started = execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], options);
    return String(Date.parse(started) / 1000);
  } catch {
    return undefined;
  }
}

/** getpeereid(3). */
function peerUid(socket: Parameters<Platform['peerUid']>[0]): number {
  const getpeereid = koffi
    .load(null)
    .func('int getpeereid(int, _Out_ uint32_t *, _Out_ uint32_t *)') as (
    descriptor: number,
    uid: [number],
    gid: [number],
  ) => number;
  const uid: [number] = [0];
  if (getpeereid(descriptorOf(socket), uid, [0]) !== 0) {
    throw failure('helper.failed', { message: 'getpeereid failed' });
  }
  return uid[0];
}
