/** Questions by TCP: any number on a connection, each behind its length (RFC 7766). */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { isLocal } from './local';

/** More than any resolver opens; the next one is turned away. */
const MAX_CONNECTIONS = 64;
const IDLE_MS = 10_000;
/** Questions of one connection that wait for an answer; further ones stay in the kernel. */
const MAX_WAITING = 64;
/** Answers that nobody fetches: bytes. */
const MAX_UNREAD = 1024 * 1024;

export interface TcpListener {
  close(): Promise<void>;
}

type Respond = (packet: Buffer) => Buffer | Promise<Buffer> | undefined;

/** Rejects with the system's error. */
export async function listenTcp(
  address: string,
  port: number,
  respond: Respond,
): Promise<TcpListener> {
  const open = new Set<Socket>();
  // Half-open: who has said all may still wait for answers.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    if (!isLocal(socket.remoteAddress)) {
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, respond);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, address);
  await once(server, 'listening');
  return {
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, respond: Respond): void {
  let received: Buffer = Buffer.alloc(0);
  let waiting = 0;
  let hasEnded = false;

  const send = (answer: Buffer): void => {
    if (socket.destroyed) return;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(answer.length, 0);
    socket.write(Buffer.concat([length, answer]));
    if (socket.writableLength > MAX_UNREAD) socket.destroy();
  };
  const take = (): void => {
    while (waiting < MAX_WAITING && !socket.destroyed) {
      const packet = framed(received);
      if (!packet) break;
      received = received.subarray(2 + packet.length);
      const answer = respond(packet);
      // What is malformed has no answer, and where the next length is, nobody knows.
      if (answer === undefined) socket.destroy();
      else if (answer instanceof Promise) wait(answer);
      else send(answer);
    }
    if (waiting < MAX_WAITING) socket.resume();
    else socket.pause();
    if (hasEnded && waiting === 0) socket.end();
  };
  const wait = (answer: Promise<Buffer>): void => {
    waiting++;
    void answer.then((bytes) => {
      waiting--;
      send(bytes);
      take();
    });
  };

  socket.setTimeout(IDLE_MS, () => socket.destroy());
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    take();
  });
  socket.on('end', () => {
    hasEnded = true;
    take();
  });
}

/** The first packet that is whole. */
function framed(received: Buffer): Buffer | undefined {
  if (received.length < 2) return undefined;
  const end = 2 + received.readUInt16BE(0);
  return received.length < end ? undefined : received.subarray(2, end);
}
