/**
 * A tun device (non-blocking descriptor, IFF_TUN | IFF_NO_PI: one read or write is one IP packet) on the
 * event loop of the thread that opens it.
 *
 * libuv polls the descriptor because it believes it to be a pipe; Node has no public call for that.
 * `fs.read` and `poll` through libuv's thread pool cost two thread hand-overs per wake-up and hold one of
 * the pool's four threads for as long as a bridge is idle.
 */
import { Socket, type ConnectOpts, type SocketConstructorOpts } from 'node:net';
import koffi from 'koffi';
import { errorInfo, failure, type ErrorInfo } from '../../shared/errors';

/** Longest IP packet, bytes. */
const MAX_PACKET = 65_535;

/** Packets taken per wake-up; then timers, replies and the other direction get their turn. */
const BATCH = 64;

interface TunReader {
  /** One packet; the buffer is used again after the call. */
  packet(packet: Buffer): void;
  /** Around all packets of one wake-up: has to call `take` once, synchronously. */
  batch(take: () => void): void;
  /** The device is gone from under us, e.g. deleted. */
  closed(error: ErrorInfo): void;
}

export interface TunDevice {
  start(reader: TunReader): void;
  /** False: not taken by the kernel (interface down, malformed, no memory); nothing is kept. */
  write(packet: Buffer): boolean;
  /** Closes the descriptor. Idempotent. */
  close(): void;
}

/** The few members of Node's internal pipe handle that are used. */
interface PipeHandle {
  /** 0 or a negative errno. */
  open(fd: number): number;
}
type PipeConstructor = new (type: number) => PipeHandle;
const PIPE_SOCKET = 0;

/** Takes over the descriptor, also when it throws `net.tun-failed` {message}. */
export function openTunDevice(fd: number): TunDevice {
  const handle = new (pipeConstructor())(PIPE_SOCKET);
  const status = handle.open(fd);
  if (status !== 0) {
    // Not `fs.closeSync`: it warns of descriptors that the thread has not opened itself.
    libc().close(fd);
    throw failure('net.tun-failed', { message: `descriptor ${fd}: errno ${-status}` });
  }
  return new PolledTun(fd, handle);
}

class PolledTun implements TunDevice {
  readonly #fd: number;
  readonly #socket: Socket;
  readonly #buffer = Buffer.allocUnsafeSlow(MAX_PACKET);
  #reader: TunReader | undefined;
  #closed = false;

  constructor(fd: number, handle: PipeHandle) {
    this.#fd = fd;
    const options: SocketConstructorOpts & ConnectOpts & { handle: PipeHandle } = {
      handle,
      readable: true,
      writable: false,
      onread: { buffer: this.#buffer, callback: (length) => this.#wake(length) },
    };
    this.#socket = new Socket(options);
    this.#socket.on('error', (error) => {
      this.#end(error.message);
    });
    this.#socket.on('end', () => {
      this.#end('end of file');
    });
  }

  start(reader: TunReader): void {
    this.#reader = reader;
    this.#socket.resume();
  }

  write(packet: Buffer): boolean {
    return !this.#closed && libc().write(this.#fd, packet, packet.length) === packet.length;
  }

  close(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  /** `length` bytes of a first packet are in the buffer already. */
  #wake(length: number): boolean {
    const reader = this.#reader;
    reader?.batch(() => {
      reader.packet(this.#buffer.subarray(0, length));
      for (let taken = 1; taken < BATCH && !this.#closed; taken++) {
        // Negative: nothing left (EAGAIN); what is worse comes up at libuv's next read.
        const next = libc().read(this.#fd, this.#buffer, MAX_PACKET);
        if (next <= 0) break;
        reader.packet(this.#buffer.subarray(0, next));
      }
    });
    return true;
  }

  #end(message: string): void {
    if (this.#closed) return;
    this.close();
    this.#reader?.closed(errorInfo('net.tun-failed', { message }));
  }
}

interface Libc {
  close(fd: number): number;
  read(fd: number, buffer: Buffer, size: number): number;
  write(fd: number, buffer: Buffer, size: number): number;
}
let loadedLibc: Libc | undefined;

function libc(): Libc {
  if (loadedLibc) return loadedLibc;
  const library = koffi.load(null);
  loadedLibc = {
    close: library.func('int close(int fd)') as Libc['close'],
    read: library.func('long read(int fd, void *buffer, unsigned long size)') as Libc['read'],
    write: library.func(
      'long write(int fd, const void *buffer, unsigned long size)',
    ) as Libc['write'],
  };
  return loadedLibc;
}

/** The class of handle that a socket to a path has; the socket itself fails and is thrown away. */
function pipeConstructor(): PipeConstructor {
  const socket = new Socket();
  socket.on('error', () => undefined);
  socket.connect('/dev/null/none');
  const { _handle } = socket as unknown as { _handle: { constructor: PipeConstructor } };
  socket.destroy();
  return _handle.constructor;
}
