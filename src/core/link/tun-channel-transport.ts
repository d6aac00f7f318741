/** Link mode `tun-channel`: plain `tun@openssh.com`, as `ssh -w` does (OpenSSH PROTOCOL, 2.3). */
import { errorInfo } from '../../shared/errors';
import type { TunChannel } from '../ssh';
import { eachFrame, FRAME_HEAD, LONGEST_BODY, OFFLOAD_HEADER } from './frame';
import type { LinkTransport } from './transport';

export function tunChannelTransport(channel: TunChannel): LinkTransport {
  // Its virtio header stays zero: no offload.
  const body = Buffer.alloc(LONGEST_BODY);
  let isClosing = false;
  return {
    mode: 'tun-channel',
    offload: false,
    // Never full: what does not fit is dropped, which makes the TCP inside slow down.
    send(frames) {
      channel.cork();
      try {
        eachFrame(frames, (frame) => channel.send(frame.subarray(FRAME_HEAD)));
      } finally {
        channel.uncork();
      }
      return true;
    },
    onWritable: () => undefined,
    onFrame(listener) {
      channel.onPacket((packet) => {
        packet.copy(body, OFFLOAD_HEADER);
        listener(body.subarray(0, OFFLOAD_HEADER + packet.length));
      });
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
