/** Questions by UDP: one datagram each. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isLocal } from './local';

export interface UdpListener {
  readonly port: number;
  close(): Promise<void>;
}

/** At a port that the system chooses; rejects with its error. */
export async function listenUdp(
  address: string,
  respond: (packet: Buffer) => Buffer | Promise<Buffer> | undefined,
): Promise<UdpListener> {
  const socket = createSocket({
    type: 'udp4',
    // Every answer goes to an address: looking that up would cost a turn of the event loop each time.
    lookup: (host, _options, callback) => callback(null, host, 4),
  });
  let isOpen = true;
  socket.on('message', (packet, { address: from, port }) => {
    if (!isLocal(from)) return;
    const answer = respond(packet);
    if (answer === undefined) return;
    const send = (bytes: Buffer): void => {
      if (isOpen) socket.send(bytes, 0, bytes.length, port, from);
    };
    if (answer instanceof Promise) void answer.then(send);
    else send(answer);
  });
  // Such a look-up has it listen at once.
  const listening = once(socket, 'listening');
  socket.bind(0, address);
  await listening;
  // Who does not take his answer is no trouble of ours.
  socket.on('error', () => undefined);
  return {
    port: socket.address().port,
    close: () =>
      new Promise((resolve) => {
        isOpen = false;
        socket.close(resolve);
      }),
  };
}
