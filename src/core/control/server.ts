/** Serves an engine on the control socket. */
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { failure } from '../../shared/errors';
import { serveCall } from '../../shared/ipc/serve';
import { engineCalls } from '../../shared/ipc/schema';
import type { Engine } from '../engine';
import { connectControl } from './client';
import { readJsonLines, writeJsonLine } from './lines';
import {
  MAX_CONTROL_LINE,
  controlRequestSchema,
  type ControlMessage,
  type ControlRequest,
} from './protocol';

export interface ControlServer {
  close(): Promise<void>;
}

/**
 * Listens at `socketPath`, in a directory that only its owner can enter. A socket that a killed engine
 * left is replaced; a living one is respected: `control.busy`.
 */
export async function serveControl(engine: Engine, socketPath: string): Promise<ControlServer> {
  const living = await connectControl(socketPath);
  if (living) {
    living.close();
    throw failure('control.busy', { path: socketPath });
  }
  await mkdir(path.dirname(socketPath), { recursive: true, mode: 0o700 });
  await rm(socketPath, { force: true });

  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    serveClient(engine, socket);
  });
  await listen(server, socketPath);
  return {
    close: async () => {
      for (const socket of clients) socket.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serveClient(engine: Engine, socket: Socket): void {
  const send = (message: ControlMessage): void => writeJsonLine(socket, message);
  const unsubscribe = engine.onPatch((patch) => send({ patch }));
  socket.on('close', unsubscribe);
  // A client that vanished is no event for the engine.
  socket.on('error', () => socket.destroy());
  readJsonLines(socket, MAX_CONTROL_LINE, (line) => {
    const request = controlRequestSchema.safeParse(line);
    if (request.success) void answer(engine, request.data).then(send);
    else socket.destroy();
  });
}

async function answer(engine: Engine, { id, call, args }: ControlRequest): Promise<ControlMessage> {
  return { id, reply: await serveCall(engineCalls, engine.handlers, call, args) };
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(failure('control.busy', { path: socketPath }, cause)));
    server.listen(socketPath, resolve);
  });
}
