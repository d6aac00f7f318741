/** Where questions come in: UDP and TCP on loopback, at one port. */
import { failure } from '../../../shared/errors';
import { listenTcp, type TcpListener } from './tcp';
import { listenUdp, type UdpListener } from './udp';

const LOOPBACK = '127.0.0.1';
/** The port that UDP has got may be taken for TCP. */
const TRIES = 16;

/** `undefined`: no answer. */
type Respond = (packet: Buffer, transport: 'udp' | 'tcp') => Buffer | Promise<Buffer> | undefined;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** At a port that the system chooses. Rejects with `names.server-failed` {message}. */
export async function listen(respond: Respond): Promise<Listening> {
  let problem: unknown;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    let udp: UdpListener | undefined;
    try {
      udp = await listenUdp(LOOPBACK, (packet) => respond(packet, 'udp'));
      const { port } = udp;
      const tcp = await listenTcp(LOOPBACK, port, (packet) => respond(packet, 'tcp'));
      return { port, close: () => closeBoth(udp, tcp) };
    } catch (thrown) {
      problem = thrown;
      await udp?.close();
    }
  }
  const message = problem instanceof Error ? problem.message : String(problem);
  throw failure('names.server-failed', { message });
}

async function closeBoth(udp: UdpListener | undefined, tcp: TcpListener): Promise<void> {
  await Promise.all([udp?.close(), tcp.close()]);
}
