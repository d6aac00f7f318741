/** The few system calls that Node has no words for. Layouts are those of 64-bit Linux. */
import { closeSync, constants, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';
import koffi from 'koffi';
import { failure } from '../../../shared/errors';
import { descriptorOf } from '../socket';

/** linux/if_tun.h; `EXCL` makes an existing device an error instead of attaching to it. */
const TUNSETIFF = 0x400454ca;
const IFF_TUN = 0x0001;
const IFF_NO_PI = 0x1000;
/** Before each packet stands a virtio header; whether it asks for anything, the app decides per link. */
const IFF_VNET_HDR = 0x4000;
const IFF_TUN_EXCL = 0x8000;
/** struct ifreq: a name of 16 bytes, then a union that starts with the flags. */
const IFREQ_BYTES = 40;
const IFREQ_FLAGS = 16;

/** sys/socket.h; struct ucred is `pid, uid, gid`, each of 32 bits. */
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const UCRED_BYTES = 12;
const SCM_RIGHTS = 1;
const MSG_NOSIGNAL = 0x4000;

const libc = koffi.load(null);
const iovec = koffi.struct({ base: 'void *', length: 'size_t' });
const msghdr = koffi.struct({
  name: 'void *',
  nameLength: 'uint32',
  iov: koffi.pointer(iovec),
  iovLength: 'size_t',
  control: 'void *',
  controlLength: 'size_t',
  flags: 'int',
});
const ioctl = libc.func('int ioctl(int, unsigned long, void *)') as (
  descriptor: number,
  request: number,
  argument: Buffer,
) => number;
const getsockopt = libc.func('int getsockopt(int, int, int, _Out_ void *, _Inout_ uint32_t *)') as (
  descriptor: number,
  level: number,
  name: number,
  value: Buffer,
  length: [number],
) => number;
const sendmsg = libc.func('sendmsg', 'long', ['int', koffi.pointer(msghdr), 'int']) as (
  descriptor: number,
  message: object,
  flags: number,
) => number;

const setfsuid = libc.func('int setfsuid(unsigned int)') as (uid: number) => number;
/** setfsuid(2): nobody's id, which changes nothing and tells which id is in force. */
const NO_ID = 0xffff_ffff;

const ifNameToIndex = libc.func('unsigned int if_nametoindex(const char *)') as (
  device: string,
) => number;

/** Number of an interface of this process's network namespace; `undefined` if there is none. */
export function interfaceIndex(device: string): number | undefined {
  return ifNameToIndex(device) || undefined;
}

/** Creates a tun device; `undefined` if the name is taken. Throws `net.tun-failed` {reason}. */
export function openTun(device: string): number | undefined {
  let descriptor: number;
  try {
    descriptor = openSync('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK);
  } catch (error) {
    throw failure('net.tun-failed', { reason: (error as Error).message });
  }
  const request = Buffer.alloc(IFREQ_BYTES);
  request.write(device);
  request.writeUInt16LE(IFF_TUN | IFF_NO_PI | IFF_VNET_HDR | IFF_TUN_EXCL, IFREQ_FLAGS);
  if (ioctl(descriptor, TUNSETIFF, request) === 0) return descriptor;
  const reason = lastError();
  closeSync(descriptor);
  if (reason === 'EBUSY') return undefined;
  throw failure('net.tun-failed', { reason: `TUNSETIFF: ${reason}` });
}

/**
 * setfsuid(2): of this thread alone, and the rights that root has over files are suspended with it. Whoever looks at our
 * credentials still sees root.
 */
export function asUser<Value>(uid: number, act: () => Value): Value {
  const before = setfsuid(uid);
  try {
    if (setfsuid(NO_ID) !== uid) throw failure('helper.failed', { message: `setfsuid: ${uid}` });
    return act();
  } finally {
    setfsuid(before);
  }
}

/** unix(7), SO_PEERCRED: who connected, or who listens. */
export function peerUid(socket: Socket): number {
  const credentials = Buffer.alloc(UCRED_BYTES);
  if (getsockopt(descriptorOf(socket), SOL_SOCKET, SO_PEERCRED, credentials, [UCRED_BYTES]) !== 0) {
    throw failure('helper.failed', { message: `SO_PEERCRED: ${lastError()}` });
  }
  return credentials.readUInt32LE(4);
}

/** unix(7), SCM_RIGHTS. The first message of a fresh socket always fits, so this never waits. */
export function sendDescriptor(socket: Socket, descriptor: number, text: string): void {
  const data = Buffer.from(text);
  // struct cmsghdr: length (its own 16 bytes and the descriptor's 4), level, type; padded to 8.
  const control = Buffer.alloc(24);
  control.writeBigUInt64LE(20n, 0);
  control.writeInt32LE(SOL_SOCKET, 8);
  control.writeInt32LE(SCM_RIGHTS, 12);
  control.writeInt32LE(descriptor, 16);
  const message = {
    name: null,
    nameLength: 0,
    iov: [{ base: data, length: data.length }],
    iovLength: 1,
    control,
    controlLength: control.length,
    flags: 0,
  };
  if (sendmsg(descriptorOf(socket), message, MSG_NOSIGNAL) !== data.length) {
    throw failure('net.tun-failed', { reason: `sendmsg: ${lastError()}` });
  }
}

function lastError(): string {
  return getSystemErrorName(-koffi.errno());
}
