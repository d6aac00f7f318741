/** Link mode `tun-channel`: plain `tun@openssh.com`, as `ssh -w` does (OpenSSH PROTOCOL, 2.3). */
import { errorInfo } from '../../shared/errors';
import type { TunChannel } from '../ssh';
import type { LinkTransport } from './transport';

export function tunChannelTransport(channel: TunChannel): LinkTransport {
  let isClosing = false;
  return {
    mode: 'tun-channel',
    send: (packet) => channel.send(packet),
    batch(run) {
      channel.cork();
      try {
        run();
      } finally {
        channel.uncork();
      }
    },
    onPacket(listener) {
      channel.onPacket(listener);
    },
    onClosed(listener) {
      channel.onClosed(() => {
        if (!isClosing) listener(errorInfo('ssh.lost', { reason: 'tun channel closed' }));
      });
    },
    close() {
      isClosing = true;
      channel.close();
    },
  };
}
