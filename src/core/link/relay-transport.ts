/** Link mode `relay`: frames over the relay's stdin and stdout (src/relay/relay.py). */
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { Pipe } from '../ssh';
import { FrameReader } from './frame';
import type { LinkTransport } from './transport';

/** Of a relay that has said it is ready; `rest` is what came after. */
export function relayTransport(pipe: Pipe, rest: Buffer): LinkTransport {
  let deliver: ((body: Buffer) => void) | undefined;
  let tellClosed: ((error: ErrorInfo) => void) | undefined;
  let ended: ErrorInfo | undefined;
  const reader = new FrameReader((body) => deliver?.(body));
  const end = (reason: string) => {
    if (ended) return;
    ended = errorInfo('ssh.lost', { reason });
    pipe.close();
    tellClosed?.(ended);
  };
  const take = (chunk: Buffer) => {
    if (!ended && !reader.push(chunk)) end('the relay sent a malformed frame');
  };
  take(rest);
  pipe.onData(take);
  pipe.onClosed(() => {
    end('the relay has ended');
  });
  return {
    mode: 'relay',
    offload: true,
    send: (frames) => pipe.write(frames),
    onWritable(listener) {
      pipe.onWritable(listener);
    },
    onFrame(listener) {
      deliver = listener;
    },
    onClosed(listener) {
      tellClosed = listener;
      if (ended) listener(ended);
    },
    close() {
      tellClosed = undefined;
      pipe.close();
    },
  };
}
