/** A real SSH server in this process, which does whatever a test wants. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import ssh2, { type AuthContext, type Connection } from 'ssh2';

export interface TestServer {
  readonly port: number;
  readonly connections: readonly Connection[];
  readonly sockets: readonly Socket[];
  stop(): void;
}

export interface TestServerOptions {
  readonly hostKeys?: readonly string[];
  readonly kex?: readonly string[];
  /** Accepts everybody if absent. */
  readonly authenticate?: (context: AuthContext) => void;
  readonly onConnection?: (connection: Connection) => void;
}

const HOST_KEY = ssh2.utils.generateKeyPairSync('ed25519').private;

export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { hostKeys = [HOST_KEY], kex, authenticate, onConnection } = options;
  const connections: Connection[] = [];
  const sockets: Socket[] = [];
  const server = new ssh2.Server(
    { hostKeys: [...hostKeys], ...(kex && { algorithms: { kex: [...kex] as never } }) },
    (connection) => {
      connections.push(connection);
      connection.on('error', () => undefined);
      connection.on('authentication', authenticate ?? ((context) => context.accept()));
      onConnection?.(connection);
    },
  );
  // ssh2's server is a thin cover over one of node:net.
  (server as unknown as { _srv: NodeJS.EventEmitter })._srv.prependListener(
    'connection',
    (socket: Socket) => sockets.push(socket),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    sockets,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
