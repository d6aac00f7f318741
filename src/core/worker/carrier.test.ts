import { describe, expect, it } from 'vitest';
import { failure } from '../../shared/errors';
import type { SshSession } from '../ssh';
import { startCarrier } from './carrier';

/** A session whose server refuses the tun with these words. */
function refusing(user: string, debug: string | undefined): SshSession {
  const detail = { path: 'tun', ...(debug !== undefined && { debug }) };
  return {
    ...{ user, endpoint: 'a:22' },
    openTun: () => Promise.reject(failure('ssh.channel-refused', detail)),
  } as unknown as SshSession;
}

describe('a tun that sshd refuses', () => {
  const rejected = 'Server has rejected tunnel device forwarding';
  const failed = 'Failed to open the tunnel device.';

  it.each([
    ['root', rejected, 'gateway.tunnel-not-permitted', { user: 'root', host: 'a:22' }],
    ['root', undefined, 'gateway.tunnel-not-permitted', { user: 'root', host: 'a:22' }],
    ['root', failed, 'gateway.setup-failed', { step: 'tunnel', message: failed }],
    ['ops', rejected, 'gateway.tunnel-not-permitted', { user: 'ops', host: 'a:22' }],
    ['ops', failed, 'gateway.tun-denied', { user: 'ops' }],
  ])('to %s with %j is %s', async (user, debug, code, detail) => {
    const carrier = startCarrier(refusing(user, debug), 'tun-channel');
    await expect(carrier.open('tun64')).rejects.toMatchObject({
      info: { code, detail, cause: { code: 'ssh.channel-refused' } },
    });
  });
});
