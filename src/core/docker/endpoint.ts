/** Where the gateway's Docker is, and how a connection to it is opened over the bridge's session. */
import type { Duplex } from 'node:stream';
import { failure } from '../../shared/errors';
import type { Connect } from './channel-socket';
import type { SocketFacts } from './error-map';
import { readSocketTests, socketTests } from './socket-state';
import { tlsOver, type TlsFiles } from './tls';

export const LOCAL_ENDPOINT = 'unix:///var/run/docker.sock';

export interface EndpointSettings {
  /** `unix:///path` or `tcp://host:port`, as the gateway sees it. */
  readonly endpoint?: string | undefined;
  /** TLS is spoken where this is there, be it empty. */
  readonly tls?: TlsFiles | undefined;
}

/** The part of a session that opens connections. */
export interface Channels {
  readonly user: string;
  openUnixSocket(path: string): Promise<Duplex>;
  openTcp(host: string, port: number): Promise<Duplex>;
  run(command: string): Promise<{ readonly code: number }>;
}

export interface DockerEndpoint {
  /** Rejects with `ssh.*`, or `docker.tls-failed` {endpoint, message}. */
  readonly connect: Connect;
  readonly facts: SocketFacts;
}

/** `home`: what `~/` of the TLS files means. Throws `config.invalid` {path, value} for what is no endpoint. */
export function dockerEndpoint(
  session: Channels,
  { endpoint = LOCAL_ENDPOINT, tls }: EndpointSettings,
  home: string,
): DockerEndpoint {
  const socket = /^unix:\/\/(\/.+)$/.exec(endpoint)?.[1];
  if (socket !== undefined) {
    return {
      connect: () => session.openUnixSocket(socket),
      facts: { path: socket, user: session.user, diagnose: () => stateOf(session, socket) },
    };
  }
  const [, host = '', digits = ''] = /^tcp:\/\/([^:/]+):(\d{1,5})$/.exec(endpoint) ?? [];
  const port = Number(digits);
  if (host === '' || port < 1 || port > 65_535)
    throw failure('config.invalid', { path: 'docker.endpoint', value: endpoint });
  const open = () => session.openTcp(host, port);
  return {
    connect: tls ? tlsOver(open, { endpoint, host, files: tls, home }) : open,
    // Nobody but its own word tells why a port is closed.
    facts: { path: endpoint, user: session.user, diagnose: () => Promise.resolve('unknown') },
  };
}

async function stateOf(session: Channels, socket: string) {
  const [isSocket, isWritable] = socketTests(socket).map(commandLine);
  const { code } = await session.run(isSocket ?? '');
  return readSocketTests(code, (await session.run(isWritable ?? '')).code);
}

/** For the login shell of the gateway. */
function commandLine(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
}
