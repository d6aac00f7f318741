/** A logged-in connection: channels, loss, close. */
import type { Duplex } from 'node:stream';
import { failure, type ErrorInfo, type GangwayError } from '../../shared/errors';
import { execChannel, finish, type ExecChannel, type RunResult } from './channel/exec';
import { Calm, DirectChannel } from './channel/direct';
import { openChannel, recordDebug, startTun } from './channel/open';
import { pipeOf, type Pipe } from './channel/pipe';
import { tunChannel, type TunChannel } from './channel/tun-channel';
import type { Hop } from './connection';
import { mapConnectionError } from './error-map';

export interface SshSession {
  /** `host:port` for people. */
  readonly endpoint: string;
  /** IPv4 address of the first hop as connected (the jump host, if there is one): no route may cover it. */
  readonly address: string;
  /** The first hop's name, if it had to be resolved here: the other hops' names are resolved by the hop before. */
  readonly resolved: readonly string[];
  /** Round trip to the first hop, milliseconds, as its TCP handshake saw it. */
  readonly rttMs: number;
  /** Bytes of the connection to the first hop so far. */
  received(): number;
  /** Login user at the gateway. */
  readonly user: string;
  /** Starts a command through the login shell. Rejects with `ssh.channel-refused` or `ssh.lost`. */
  exec(command: string): Promise<ExecChannel>;
  /** The same, for bulk data. */
  openPipe(command: string): Promise<Pipe>;
  /** Runs a command to its end. Rejects as `exec`, and with `ssh.timeout` after `timeoutMs`. */
  run(command: string, options?: { input?: string; timeoutMs?: number }): Promise<RunResult>;
  /** direct-streamlocal@openssh.com. Rejects with `ssh.channel-refused` {path, reason, message}. */
  openUnixSocket(path: string): Promise<Duplex>;
  /**
   * direct-tcpip: a connection from the gateway, which resolves the name. Rejects with `ssh.channel-refused`
   * {path: 'host:port', reason, message}.
   */
  openTcp(host: string, port: number): Promise<Duplex>;
  /** tun@openssh.com, layer 3. Rejects with `ssh.channel-refused` {path: 'tun', reason, message, debug?}. */
  openTun(unit: number): Promise<TunChannel>;
  /** Once, and not after `close()`; at once if it has happened already. */
  onLost(listener: (error: ErrorInfo) => void): void;
  /** Ends all channels and hops. Never rejects. */
  close(): Promise<void>;
}

/** How long a server may take to close its side, milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;

/** @param hops in order, the gateway last. */
export function createSession(
  hops: readonly Hop[],
  { client, login, transport }: Hop,
  {
    address,
    resolved,
    rttMs,
    received,
  }: Pick<SshSession, 'address' | 'resolved' | 'rttMs' | 'received'>,
) {
  const { alias, host, port, user } = login;
  const calm = new Calm(transport);
  let isClosing = false;
  let lost: GangwayError | undefined;
  let lastError: unknown;
  let tellLost: ((error: ErrorInfo) => void) | undefined;
  const debug = recordDebug(client);

  // A jump host's trouble is the reason; the gateway's channel only ends.
  for (const hop of hops) hop.client.on('error', (error) => (lastError ??= error));
  client.once('close', () => {
    lost = mapConnectionError(lastError ?? new Error('connection closed'), {
      ...{ host, port, user, phase: 'ready', tried: [], ended: true, asked: false },
    });
    if (!isClosing) tellLost?.(lost.info);
  });
  const whyLost = () =>
    lost ?? (transport.writable ? undefined : failure('ssh.lost', { host, port }));

  const session: SshSession = {
    endpoint: `${alias}:${port}`,
    address,
    resolved,
    received,
    rttMs,
    user,
    exec: (command) =>
      openChannel(
        command,
        whyLost,
        (done) => client.exec(command, done),
        (channel) => execChannel(client, channel),
      ),
    openPipe: (command) =>
      openChannel(
        command,
        whyLost,
        (done) => client.exec(command, done),
        (channel) => pipeOf(client, transport, channel),
      ),
    async run(command, { input = '', timeoutMs } = {}) {
      const channel = await session.exec(command);
      let timer: NodeJS.Timeout | undefined;
      const expired = new Promise<never>((_resolve, reject) => {
        if (timeoutMs === undefined) return;
        timer = setTimeout(() => {
          channel.destroy();
          reject(failure('ssh.timeout', { host, port, command }));
        }, timeoutMs);
      });
      try {
        const result = await Promise.race([finish(channel, input), expired]);
        if (!result) throw whyLost() ?? failure('ssh.lost', { host, port, command });
        return result;
      } finally {
        clearTimeout(timer);
      }
    },
    openUnixSocket: (path) =>
      openChannel(
        path,
        whyLost,
        (done) => client.openssh_forwardOutStreamLocal(path, done),
        (channel) => new DirectChannel(channel, calm),
      ),
    openTcp: (to, toPort) =>
      openChannel(
        `${to}:${toPort}`,
        whyLost,
        (done) => client.forwardOut('127.0.0.1', 0, to, toPort, done),
        (channel) => new DirectChannel(channel, calm),
      ),
    openTun(unit) {
      debug.last = undefined;
      return openChannel(
        'tun',
        whyLost,
        (done) => startTun(client, unit, done),
        (channel) => tunChannel(client, transport, channel),
      ).catch((error: unknown) => {
        throw withDebug(error as GangwayError, debug.last);
      });
    },
    onLost(listener) {
      tellLost = listener;
      if (lost && !isClosing) listener(lost.info);
    },
    async close() {
      isClosing = true;
      for (const hop of [...hops].reverse()) await closeHop(hop);
    },
  };
  return session;
}

/** Says good-bye, and destroys what does not answer. Never rejects. */
export function closeHop({ client, transport }: Hop): Promise<void> {
  if (transport.destroyed || !transport.writable) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      transport.destroy();
      resolve();
    }, CLOSE_TIMEOUT_MS);
    client.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.end();
  });
}

function withDebug(error: GangwayError, debug: string | undefined): GangwayError {
  const { code, detail } = error.info;
  return debug === undefined ? error : failure(code, { ...detail, debug });
}
