/**
 * Link mode `relay`: frames over the relay's stdin and stdout (src/relay/relay.py), and over further lanes
 * towards it where the path is long.
 */
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { Pipe } from '../ssh';
import { FrameReader } from './frame';
import { Lanes } from './lanes';
import type { LinkTransport } from './transport';

/** Of a relay that has said it is ready; `rest` is what came after. `further` are its lanes besides stdin. */
export function relayTransport(
  pipe: Pipe,
  rest: Buffer,
  further: Promise<readonly Pipe[]> = Promise.resolve([]),
): LinkTransport {
  const lanes = new Lanes(pipe);
  let deliver: ((body: Buffer) => void) | undefined;
  let tellClosed: ((error: ErrorInfo) => void) | undefined;
  let ended: ErrorInfo | undefined;
  const reader = new FrameReader((body) => deliver?.(body));
  const end = (reason: string) => {
    if (ended) return;
    ended = errorInfo('ssh.lost', { reason });
    lanes.close();
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
  void further.then((opened) => {
    lanes.add(opened);
    for (const lane of opened) {
      lane.onClosed(() => {
        end('a lane to the relay has ended');
      });
    }
  });
  return {
    mode: 'relay',
    offload: true,
    send: (frames) => lanes.send(frames),
    onWritable(listener) {
      lanes.onWritable(listener);
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
      lanes.close();
    },
  };
}
