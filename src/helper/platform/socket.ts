import type { Socket } from 'node:net';

/** Node has no public way to a socket's descriptor. */
export function descriptorOf(socket: Socket): number {
  return (socket as unknown as { readonly _handle: { readonly fd: number } })._handle.fd;
}
