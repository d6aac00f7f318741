/** The entry of a bridge's worker thread. */
import { homedir } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { Connection } from './connection';
import type { BridgeWorkerEvents, WorkerCalls } from './protocol';
import { questions } from './questions';
import { emitter, serve } from './rpc';

if (!parentPort) throw new Error('not a worker thread');
const emit = emitter<BridgeWorkerEvents>(parentPort);
const { ask, answer } = questions(emit);
const connection = new Connection({ emit, ask, home: homedir(), env: process.env });

serve<WorkerCalls>(parentPort, {
  connect: (gateway, asks) => connection.connect(gateway, asks),
  openLink: (request) => connection.openLink(request),
  tryLink: (request) => connection.tryLink(request),
  openDocker: (request) => connection.openDocker(request),
  serveDocker: (path) => connection.serveDocker(path),
  setNetworks: (request) => connection.setNetworks(request),
  ping: (address, bytes, timeoutMs) => connection.ping(address, bytes, timeoutMs),
  verify: (timeoutMs) => connection.verify(timeoutMs),
  close: () => connection.close(),
  answer,
});
