/**
 * The gateway's Docker as a Unix socket of the laptop. Each connection to it is a channel of the bridge's session: bytes
 * both ways, each direction ending by itself, because `docker run -i` and `docker exec -i` half-close.
 */
import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { connect as connectUnix, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { describeError } from '../../shared/error-text';
import { failure, toErrorInfo, type ErrorInfo } from '../../shared/errors';

/**
 * Channels at once. sshd holds a descriptor for each, and has 1024 of them by default; forwarded sockets do not count
 * for its MaxSessions. Up to 2 MiB each may wait here for a client that does not read.
 */
const MAX_CHANNELS = 256;

/** Connections that wait for one of them. What comes beyond is closed. */
const MAX_WAITING = 1024;

export interface DockerSocketOptions {
  readonly path: string;
  /** Opens a connection to Docker. */
  connect(): Promise<Duplex>;
  /** Why a connection failed, for the client. */
  explain(thrown: unknown): Promise<ErrorInfo>;
}

export class DockerSocket {
  readonly #options: DockerSocketOptions;
  readonly #clients = new Set<Socket>();
  readonly #waiting: Socket[] = [];
  readonly #server: Server;
  #channels = 0;

  constructor(options: DockerSocketOptions) {
    this.#options = options;
    this.#server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
      this.#accept(client);
    });
    this.#server.maxConnections = MAX_CHANNELS + MAX_WAITING;
  }

  /** Listens, for this user only; replaces what a killed Gangway left. Rejects with `docker.socket-failed` {path, message}. */
  async open(): Promise<void> {
    const { path: file } = this.#options;
    try {
      await prepare(file);
      await new Promise<void>((resolve, reject) => {
        this.#server.on('error', reject);
        this.#server.listen(file, resolve);
      });
      // Its folder kept others out until now.
      await chmod(file, 0o600);
    } catch (error) {
      this.close();
      throw socketFailed(file, error);
    }
  }

  /** Ends all connections and takes the file away. */
  close(): void {
    this.#server.close();
    for (const client of this.#clients) client.destroy();
  }

  #accept(client: Socket): void {
    this.#clients.add(client);
    client.on('error', () => client.destroy());
    client.on('close', () => this.#clients.delete(client));
    this.#waiting.push(client);
    this.#next();
  }

  #next(): void {
    while (this.#channels < MAX_CHANNELS) {
      const client = this.#waiting.shift();
      if (!client) return;
      if (client.destroyed) continue;
      this.#channels += 1;
      void this.#serve(client).then(() => {
        this.#channels -= 1;
        this.#next();
      });
    }
  }

  /** Resolves once the channel is free again. Never rejects. */
  async #serve(client: Socket): Promise<void> {
    let channel: Duplex;
    try {
      channel = await this.#options.connect();
    } catch (thrown) {
      refuse(client, await this.#options.explain(thrown).catch(toErrorInfo));
      return;
    }
    await join(client, channel);
  }
}

/** Hands bytes on both ways until both ends are closed. */
function join(client: Socket, channel: Duplex): Promise<void> {
  return new Promise((resolve) => {
    // `pipe` waits for whoever is slow, and ends one side when the other's direction ends.
    client.pipe(channel);
    channel.pipe(client);
    channel.on('error', () => client.destroy());
    client.on('close', () => {
      // Else its last words may still be on their way.
      if (!client.readableEnded || !client.writableFinished) channel.destroy();
    });
    channel.on('close', () => {
      // What is on its way to the client still gets there.
      client.destroySoon();
      resolve();
    });
    if (client.destroyed) channel.destroy();
  });
}

/**
 * Answers as Docker does when it cannot, so that its client prints the reason. Waits for the question: a client
 * that is answered before it has asked takes that for a broken connection.
 */
function refuse(client: Socket, error: ErrorInfo): void {
  const { what, next } = describeError(error);
  const body = JSON.stringify({ message: `Gangway: ${what} ${next}` });
  const head = [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ].join('\r\n');
  client.once('data', (question: Buffer) => {
    const isHead = question.toString('latin1', 0, 5) === 'HEAD ';
    client.end(`${head}\r\n\r\n${isHead ? '' : body}`);
    client.resume();
  });
  client.once('end', () => client.end());
  client.resume();
}

/** Makes room for the socket: a folder of ours alone, and nothing of that name in it. */
async function prepare(file: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (((await lstat(folder)).mode & 0o077) !== 0) throw new Error('its folder is open to others');
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket()) throw new Error('there is something else of that name');
  if (await isServed(file)) throw new Error('another program serves it');
  await rm(file, { force: true });
}

function isServed(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connectUnix(file);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

function socketFailed(file: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  // Without Node's decoration: `EACCES: permission denied, mkdir '…'`, `listen EINVAL: invalid argument …`.
  const message = text.replace(/^\w+ (?=E[A-Z]+:)/, '').replace(/,? (\w+ '|\/).*$/, '');
  return failure('docker.socket-failed', { path: file, message });
}
