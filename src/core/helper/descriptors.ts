/** Descriptors and credentials at the app's end of a Unix socket. Layouts are those of 64-bit Linux. */
import { closeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';
import koffi from 'koffi';
import { failure } from '../../shared/errors';
import { runsOnMac } from '../platform';

/** sys/socket.h and fcntl.h; struct ucred is `pid, uid, gid`, each of 32 bits. */
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const UCRED_BYTES = 12;
const SCM_RIGHTS = 1;
const MSG_CMSG_CLOEXEC = 0x40000000;
const F_DUPFD_CLOEXEC = runsOnMac ? 67 : 1030;

/** struct cmsghdr: length, level, type, then one descriptor; 20 bytes, padded to 24. */
const CONTROL_BYTES = 24;
const CONTROL_LEVEL = 8;
const CONTROL_TYPE = 12;
const CONTROL_DESCRIPTOR = 16;

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
const recvmsg = libc.func('recvmsg', 'long', ['int', koffi.pointer(msghdr), 'int']) as (
  descriptor: number,
  message: object,
  flags: number,
) => number;
const getsockopt = libc.func('int getsockopt(int, int, int, _Out_ void *, _Inout_ uint32_t *)') as (
  descriptor: number,
  level: number,
  name: number,
  value: Buffer,
  length: [number],
) => number;
const fcntl = libc.func('int fcntl(int, int, ...)') as (
  descriptor: number,
  command: number,
  type: 'int',
  argument: number,
) => number;

/** User id of the process at the other end: unix(7), or getpeereid(3). */
export function peerUid(socket: Socket): number {
  if (runsOnMac) return macPeerUid(socket);
  const credentials = Buffer.alloc(UCRED_BYTES);
  if (getsockopt(descriptorOf(socket), SOL_SOCKET, SO_PEERCRED, credentials, [UCRED_BYTES]) !== 0) {
    throw broken('SO_PEERCRED');
  }
  return credentials.readUInt32LE(4);
}

function macPeerUid(socket: Socket): number {
  const getpeereid = libc.func('int getpeereid(int, _Out_ uint32_t *, _Out_ uint32_t *)') as (
    descriptor: number,
    uid: [number],
    gid: [number],
  ) => number;
  const uid: [number] = [0];
  if (getpeereid(descriptorOf(socket), uid, [0]) !== 0) throw broken('getpeereid');
  return uid[0];
}

/**
 * Takes the waiting message with its descriptor (unix(7), SCM_RIGHTS) off a socket that Node does not
 * read from. The descriptor is the caller's to close.
 */
export function receiveDescriptor(socket: Socket): { descriptor: number; text: string } {
  const data = Buffer.alloc(128);
  const control = Buffer.alloc(CONTROL_BYTES);
  const message = {
    name: null,
    nameLength: 0,
    iov: [{ base: data, length: data.length }],
    iovLength: 1,
    control,
    controlLength: control.length,
    flags: 0,
  };
  const length = recvmsg(descriptorOf(socket), message, MSG_CMSG_CLOEXEC);
  if (length < 0) throw broken('recvmsg');
  if (
    control.readInt32LE(CONTROL_LEVEL) !== SOL_SOCKET ||
    control.readInt32LE(CONTROL_TYPE) !== SCM_RIGHTS
  ) {
    throw failure('net.tun-failed', { reason: 'the helper sent no descriptor' });
  }
  const descriptor = control.readInt32LE(CONTROL_DESCRIPTOR);
  return { descriptor, text: data.toString('utf8', 0, length) };
}

/** A second descriptor of the same open device; close each on its own. */
export function dupDescriptor(descriptor: number): number {
  const copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 'int', 0);
  if (copy < 0) throw broken('F_DUPFD_CLOEXEC');
  return copy;
}

export function closeDescriptor(descriptor: number): void {
  closeSync(descriptor);
}

/** Node has no public way to a socket's descriptor. */
function descriptorOf(socket: Socket): number {
  return (socket as unknown as { readonly _handle: { readonly fd: number } })._handle.fd;
}

function broken(call: string) {
  return failure('net.tun-failed', { reason: `${call}: ${getSystemErrorName(-koffi.errno())}` });
}
