/** The private directory where the helper finds us: two Unix sockets that only root may talk to. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure } from '../../shared/errors';
import { CONTROL_SOCKET, DESCRIPTOR_SOCKET } from '../../shared/helper-protocol';
import { peerUid } from './descriptors';

const PREFIX = 'gangway-';
/** Bytes of a socket's path: `sun_path` is 108 on Linux and 104 on macOS, with a NUL at the end. */
const MAX_PATH = 103;

export class Rendezvous {
  readonly directory: string;
  /** The helper's control connection. Rejects with `helper.gone` if we close first. */
  readonly control: Promise<Socket>;
  readonly #servers: Server[] = [];
  #onDescriptor: ((socket: Socket) => void) | null = null;
  #giveUp: (error: Error) => void = () => undefined;

  private constructor(directory: string) {
    this.directory = directory;
    this.control = new Promise((resolve, reject) => {
      this.#giveUp = reject;
      this.#servers.push(createServer(ofRoot(resolve)));
    });
    // It may be given up before anybody waits.
    this.control.catch(() => undefined);
    // Paused: the message with the descriptor has to be left for recvmsg.
    this.#servers.push(
      createServer(
        { pauseOnConnect: true },
        ofRoot((socket) => {
          if (this.#onDescriptor) this.#onDescriptor(socket);
          else socket.destroy();
        }),
      ),
    );
  }

  /** Makes the directory below `runDirectory` and listens in it. Rejects with `helper.failed`. */
  static async open(runDirectory: string): Promise<Rendezvous> {
    removeStale(runDirectory);
    try {
      const rendezvous = new Rendezvous(makeDirectory(runDirectory));
      await rendezvous.#listen();
      return rendezvous;
    } catch (error) {
      throw failure('helper.failed', { message: (error as Error).message });
    }
  }

  async #listen(): Promise<void> {
    for (const [index, name] of [CONTROL_SOCKET, DESCRIPTOR_SOCKET].entries()) {
      const server = this.#servers[index]?.listen(join(this.directory, name));
      if (server) await once(server, 'listening');
    }
  }

  /** The next connection that brings a descriptor; one at a time. */
  nextDescriptor(): Promise<Socket> {
    return new Promise((resolve) => {
      this.#onDescriptor = (socket) => {
        this.#onDescriptor = null;
        resolve(socket);
      };
    });
  }

  close(): void {
    this.#giveUp(failure('helper.gone'));
    for (const server of this.#servers) server.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The directory's mode keeps other users out; this is the second lock. */
function ofRoot(accept: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.on('error', () => undefined);
    if (peerUid(socket) === 0) accept(socket);
    else socket.destroy();
  };
}

/** mkdtemp's directories are 0700; the helper follows no link to one. */
function makeDirectory(runDirectory: string): string {
  const longest = join(runDirectory, `${PREFIX}XXXXXX`, DESCRIPTOR_SOCKET);
  const parent = Buffer.byteLength(longest) <= MAX_PATH ? runDirectory : tmpdir();
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return realpathSync(mkdtempSync(join(parent, PREFIX)));
}

/** Removes what killed apps left: directories where nobody listens any more. */
function removeStale(runDirectory: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(runDirectory).filter((name) => name.startsWith(PREFIX));
  } catch {
    // Not made yet.
  }
  for (const name of names) {
    const directory = join(runDirectory, name);
    const probe = connect(join(directory, CONTROL_SOCKET), () => probe.destroy());
    probe.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') rmSync(directory, { recursive: true, force: true });
    });
  }
}
