/** The command line's end of the control socket. */
import { connect, type Socket } from 'node:net';
import { GangwayError, failure } from '../../shared/errors';
import type { ClientOf } from '../../shared/ipc/builders';
import { makeClient } from '../../shared/ipc/client';
import { engineCalls } from '../../shared/ipc/schema';
import type { SnapshotPatch } from '../../shared/snapshot';
import { readJsonLines, writeJsonLine } from './lines';
import {
  MAX_CONTROL_LINE,
  type ControlMessage,
  type ControlRequest,
  type EngineCall,
} from './protocol';

export interface ControlClient {
  /** Reject with the engine's own error, or `control.gone` if it ends meanwhile. */
  readonly calls: ClientOf<typeof engineCalls>;
  onPatch(listener: (patch: SnapshotPatch) => void): () => void;
  onClosed(listener: () => void): void;
  close(): void;
}

/** Connects to a running engine; `null` if nobody listens at `socketPath`. */
export async function connectControl(socketPath: string): Promise<ControlClient | null> {
  const socket = await open(socketPath);
  return socket && clientOver(socket);
}

function open(socketPath: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(failure('control.gone', { path: socketPath }, error));
    });
  });
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: GangwayError) => void;
}

function clientOver(socket: Socket): ControlClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(patch: SnapshotPatch) => void>();
  let lastId = 0;

  readJsonLines(socket, MAX_CONTROL_LINE, (line) => {
    const message = line as ControlMessage;
    if ('patch' in message) {
      for (const listener of listeners) listener(message.patch);
      return;
    }
    const { id, reply } = message;
    if (reply.ok) pending.get(id)?.resolve(reply.value);
    else pending.get(id)?.reject(new GangwayError(reply.error));
    pending.delete(id);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    for (const { reject } of pending.values()) reject(failure('control.gone'));
    pending.clear();
  });

  const call = (name: EngineCall, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!socket.writable) throw failure('control.gone');
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      writeJsonLine(socket, { id, call: name, args } satisfies ControlRequest);
    });

  const calls = makeClient(engineCalls, call);

  return {
    calls,
    onPatch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClosed: (listener) => void socket.on('close', listener),
    close: () => socket.end(),
  };
}
