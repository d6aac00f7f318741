/** One question to one nameserver: UDP from a port of its own, and TCP where the answer did not fit. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { encodeQuestion } from '../wire/answer';
import type { Query } from '../wire/query';
import type { Nameserver } from '../zone-data';
import { isReplyTo, isTruncated } from './reply';

export interface Patience {
  /** For an answer by UDP, and for one by TCP: milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The reply; `undefined`: none came in time. Never rejects. */
export async function exchange(
  server: Nameserver,
  query: Query,
  patience: Patience,
): Promise<Buffer | undefined> {
  const question = encodeQuestion(query, randomInt(0x10000));
  const reply = await overUdp(server, question, patience);
  if (!reply || !isTruncated(reply)) return reply;
  // Part of an answer is better than none.
  return (await overTcp(server, question, patience)) ?? reply;
}

function overUdp(server: Nameserver, question: Buffer, patience: Patience) {
  const { address, port } = server;
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise<Buffer | undefined>((resolve) => {
    const give = within(patience, resolve);
    socket.on('error', () => give(undefined));
    // Connected: the kernel drops what comes from elsewhere, and tells if nobody listens there.
    socket.on('message', (packet) => {
      if (isReplyTo(question, packet)) give(packet);
    });
    socket.connect(port, address, (error?: Error) => {
      if (error) return give(undefined);
      const send = () => socket.send(question, (problem) => problem && give(undefined));
      send();
      // A packet may get lost; the same once more does no harm.
      const again = setTimeout(send, patience.timeoutMs / 2);
      socket.on('close', () => clearTimeout(again));
    });
  }).finally(() => socket.close());
}

function overTcp(server: Nameserver, question: Buffer, patience: Patience) {
  const socket = connect({ host: server.address, port: server.port });
  return new Promise<Buffer | undefined>((resolve) => {
    const give = within(patience, resolve);
    const chunks: Buffer[] = [];
    let received = 0;
    socket.on('error', () => give(undefined));
    socket.on('end', () => give(undefined));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received < 2) return;
      const all = Buffer.concat(chunks);
      const end = 2 + all.readUInt16BE(0);
      if (received < end) return;
      const reply = all.subarray(2, end);
      give(isReplyTo(question, reply) ? reply : undefined);
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(question.length, 0);
    socket.write(Buffer.concat([length, question]));
  }).finally(() => socket.destroy());
}

/** `give` once, at the latest when the patience ends. */
function within<T>({ timeoutMs, signal }: Patience, give: (value: T | undefined) => void) {
  const end = (): void => settle(undefined);
  const timer = setTimeout(end, timeoutMs);
  const settle = (value: T | undefined): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    give(value);
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end);
  return settle;
}
