/** The engine's hold on a bridge's worker thread. */
import { Worker } from 'node:worker_threads';
import { errorInfo, toErrorInfo, type ErrorInfo } from '../../shared/errors';
import type { BridgeWorker, BridgeWorkerEvents, WorkerCalls } from './protocol';
import { Remote } from './rpc';

/** Starts a thread from its built entry file. A thread that dies by itself is `lost` with `internal`. */
export function startBridgeWorker(workerFile: URL): BridgeWorker {
  const worker = new Worker(workerFile, { name: 'bridge' });
  const remote = new Remote<WorkerCalls, BridgeWorkerEvents>(worker);
  let isOver = false;
  const lostListeners: BridgeWorkerEvents['lost'][] = [];
  const lose = (error: ErrorInfo) => {
    if (isOver) return;
    isOver = true;
    for (const listener of lostListeners) listener(error);
  };
  const die = (error: ErrorInfo) => {
    remote.end(error);
    lose(error);
  };
  remote.on('lost', lose);
  worker.on('error', (error) => {
    die(toErrorInfo(error));
  });
  worker.on('exit', (code) => {
    die(errorInfo('internal', { message: `bridge worker exited with code ${code}` }));
  });

  return {
    connect: (gateway, asks) => remote.call('connect', gateway, asks),
    openLink: (request) => remote.call('openLink', request),
    tryLink: (request) => remote.call('tryLink', request),
    openDocker: (request) => remote.call('openDocker', request),
    serveDocker: (path) => remote.call('serveDocker', path),
    setNetworks: (request) => remote.call('setNetworks', request),
    ping: (address, bytes, timeoutMs) => remote.call('ping', address, bytes, timeoutMs),
    verify: (timeoutMs) => remote.call('verify', timeoutMs),
    close() {
      isOver = true;
      return remote.call('close');
    },
    answer(id, answer) {
      remote.call('answer', id, answer).catch(() => undefined);
    },
    on(name, listener) {
      if (name === 'lost') lostListeners.push(listener as BridgeWorkerEvents['lost']);
      else remote.on(name, listener);
    },
    async terminate() {
      isOver = true;
      remote.end(errorInfo('ssh.cancelled'));
      await worker.terminate();
    },
  };
}
