/** A small nameserver on loopback, UDP and TCP, whose every answer a test decides. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  decode,
  encode,
  streamDecode,
  streamEncode,
  type DecodedPacket,
  type Packet,
} from 'dns-packet';

/** What it says besides the id and the question, or packets as they are; `null`: nothing. */
export type Says = (query: Packet, transport: 'udp' | 'tcp') => Packet | Buffer[] | null;

export interface TestNameserver {
  readonly address: string;
  readonly port: number;
  /** All that it was asked. */
  readonly asked: readonly DecodedPacket[];
  /** From where, by UDP. */
  readonly ports: readonly number[];
  says: Says;
  close(): Promise<void>;
}

export async function openNameserver(says: Says): Promise<TestNameserver> {
  const address = '127.0.0.1';
  const asked: DecodedPacket[] = [];
  const ports: number[] = [];
  const udp = createSocket('udp4');
  const tcp = createServer();
  const reply = (query: Packet, transport: 'udp' | 'tcp'): Packet | Buffer[] | null => {
    const said = server.says(query, transport);
    if (said === null || Array.isArray(said)) return said;
    return { type: 'response', id: query.id, questions: query.questions, ...said };
  };
  udp.on('message', (bytes: Buffer, from: RemoteInfo) => {
    const query = decode(bytes);
    asked.push(query);
    ports.push(from.port);
    const said = reply(query, 'udp');
    const packets = said === null || Array.isArray(said) ? (said ?? []) : [encode(said)];
    for (const packet of packets) udp.send(packet, from.port, from.address);
  });
  tcp.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      const query = streamDecode(bytes);
      const said = reply(query, 'tcp');
      if (said !== null && !Array.isArray(said)) socket.end(streamEncode(said));
    });
  });
  udp.bind(0, address);
  await once(udp, 'listening');
  const { port } = udp.address();
  tcp.listen(port, address);
  await once(tcp, 'listening');
  const server: TestNameserver = {
    ...{ address, port, asked, ports, says },
    close: async () => {
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
  return server;
}
