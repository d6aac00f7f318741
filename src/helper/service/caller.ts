/** Who connects to the service, and where their app listens: all that a stranger can make root do. */
import type { Socket } from 'node:net';
import { MAX_SERVICE_LINE, SERVICE_DIALS } from '../../shared/helper-service';
import { meetingOf, type Meeting } from '../app';
import { failed, wordsOf } from '../complain';
import { platform } from '../platform';

/** The client writes its line in the moment in which it is connected. */
const LINE_TIMEOUT_MS = 3_000;

/**
 * Checks that the caller is the user for whom the service was installed, reads the one line that is ever read, and
 * tells the caller that we dial, or why not. The connection stays open: it ends when all is undone. Rejects with
 * `helper.failed`; nothing is changed by then.
 */
export async function meetCaller(socket: Socket, uid: number): Promise<Meeting> {
  socket.on('error', () => undefined);
  const caller = platform.peerUid(socket);
  // Strangers are told nothing.
  if (caller !== uid) throw failed(`user ${caller} is not user ${uid}`);
  try {
    const meeting = meetingOf(await firstLine(socket), uid);
    socket.write(`${SERVICE_DIALS}\n`);
    return meeting;
  } catch (error) {
    await new Promise<void>((resolve) => {
      socket.end(`${wordsOf(error)}\n`, resolve);
      socket.once('close', () => resolve());
    });
    throw error;
  }
}

/** Without its line break. Rejects at silence, at an end before its end, and at one that is too long. */
function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const timer = setTimeout(() => end(failed('the caller said nothing')), LINE_TIMEOUT_MS);
    const end = (outcome: string | Error): void => {
      clearTimeout(timer);
      socket.off('data', take).off('close', gone).pause();
      if (typeof outcome === 'string') resolve(outcome);
      else reject(outcome);
    };
    const gone = (): void => end(failed('the caller has gone'));
    const take = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const length = bytes.indexOf('\n');
      if (length > MAX_SERVICE_LINE || (length < 0 && bytes.length > MAX_SERVICE_LINE)) {
        end(failed('the caller said too much'));
      } else if (length >= 0) end(bytes.toString('utf8', 0, length));
    };
    socket.on('data', take).on('close', gone).on('end', gone);
  });
}
