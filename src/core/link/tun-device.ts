/**
 * A tun device (non-blocking descriptor, IFF_TUN | IFF_NO_PI | IFF_VNET_HDR: one read or write is the body
 * of one frame, see frame.ts) on the event loop of the thread that opens it.
 *
 * libuv polls the descriptor because it believes it to be a pipe; Node has no public call for that.
 * `fs.read` and `poll` through libuv's thread pool cost two thread hand-overs per wake-up and hold one of
 * the pool's four threads for as long as a bridge is idle.
 */
import { Socket, type ConnectOpts, type SocketConstructorOpts } from 'node:net';
import koffi from 'koffi';
import { errorInfo, failure, type ErrorInfo } from '../../shared/errors';
import { LENGTH_BYTES, LONGEST_BODY } from './frame';

/** Bytes of frames gathered per wake-up; then timers, replies and the other direction get their turn. */
const BATCH_BYTES = 128 * 1024;

/** Milliseconds without a packet after which the device counts as idle. */
const IDLE = 5;

/** linux/if_tun.h */
const TUNSETOFFLOAD = 0x400454d0;
const TUN_F_CSUM = 1;
const TUN_F_TSO4 = 2;
const TUN_F_TSO6 = 4;

interface TunReader {
  /** Whole frames of one wake-up, valid during the call; false pauses reading until `resume`. */
  frames(frames: Buffer): boolean;
  /** The device is gone from under us, e.g. deleted. */
  closed(error: ErrorInfo): void;
}

export interface TunDevice {
  /** Whether the kernel may leave checksums and the cutting of TCP into segments to the other side. */
  setOffload(on: boolean): void;
  start(reader: TunReader): void;
  /** Goes on reading after a pause. */
  resume(): void;
  /** Body of a frame. False: not taken by the kernel (interface down, malformed, no memory); nothing is kept. */
  write(body: Buffer): boolean;
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
  readonly #batch = Buffer.allocUnsafeSlow(BATCH_BYTES + LENGTH_BYTES + LONGEST_BODY);
  #reader: TunReader | undefined;
  #closed = false;
  #wokenAt = 0;

  constructor(fd: number, handle: PipeHandle) {
    this.#fd = fd;
    const options: SocketConstructorOpts & ConnectOpts & { handle: PipeHandle } = {
      handle,
      readable: true,
      writable: false,
      onread: {
        buffer: this.#batch.subarray(LENGTH_BYTES, LENGTH_BYTES + LONGEST_BODY),
        callback: (length) => this.#wake(length),
      },
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

  setOffload(on: boolean): void {
    const features = on ? TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 : 0;
    if (this.#closed || libc().ioctl(this.#fd, TUNSETOFFLOAD, features) === 0) return;
    throw failure('net.tun-failed', { message: `TUNSETOFFLOAD: errno ${koffi.errno()}` });
  }

  resume(): void {
    if (!this.#closed) this.#socket.resume();
  }

  write(body: Buffer): boolean {
    return !this.#closed && libc().write(this.#fd, body, body.length) === body.length;
  }

  close(): void {
    this.#closed = true;
    this.#socket.destroy();
  }

  /** The body of a first frame, of `length` bytes, is in the batch already. */
  #wake(length: number): boolean {
    const batch = this.#batch;
    let next = length;
    let end = 0;
    const now = performance.now();
    // After a pause the first packet goes at once; whether there are more is asked when it is on its way.
    const wasIdle = now - this.#wokenAt > IDLE;
    this.#wokenAt = now;
    // Negative: nothing left (EAGAIN); what is worse comes up at libuv's next read.
    while (next > 0) {
      batch.writeUInt32BE(next, end);
      end += LENGTH_BYTES + next;
      if (end >= BATCH_BYTES || wasIdle) break;
      next = libc().read(this.#fd, batch.subarray(end + LENGTH_BYTES), LONGEST_BODY);
    }
    return this.#reader?.frames(batch.subarray(0, end)) ?? true;
  }

  #end(message: string): void {
    if (this.#closed) return;
    this.close();
    this.#reader?.closed(errorInfo('net.tun-failed', { message }));
  }
}

interface Libc {
  close(fd: number): number;
  ioctl(fd: number, request: number, argument: number): number;
  read(fd: number, buffer: Buffer, size: number): number;
  write(fd: number, buffer: Buffer, size: number): number;
}
let loadedLibc: Libc | undefined;

function libc(): Libc {
  if (loadedLibc) return loadedLibc;
  const library = koffi.load(null);
  loadedLibc = {
    close: library.func('int close(int fd)') as Libc['close'],
    ioctl: library.func(
      'int ioctl(int fd, unsigned long request, unsigned long argument)',
    ) as Libc['ioctl'],
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
