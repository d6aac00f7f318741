import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorInfo, failure } from '../../shared/errors';
import { startBridgeWorker } from './client';
import { emitter, Remote, serve } from './rpc';

interface Calls {
  add(a: number, b: number): Promise<number>;
  fail(how: 'ours' | 'theirs'): Promise<void>;
  never(): Promise<void>;
}
interface Events {
  moved: (x: number, y: number) => void;
}

let near: MessagePort;
let far: MessagePort;
let remote: Remote<Calls, Events>;

beforeEach(() => {
  ({ port1: near, port2: far } = new MessageChannel());
  remote = new Remote<Calls, Events>(near);
  serve<Calls>(far, {
    add: (a, b) => Promise.resolve(a + b),
    fail: (how) =>
      Promise.reject(how === 'ours' ? failure('docker.missing', { path: '/x' }) : new Error('oh')),
    never: () => new Promise(() => undefined),
  });
});

afterEach(() => {
  near.close();
});

describe('calls', () => {
  it('are answered, each its own', async () => {
    await expect(
      Promise.all([remote.call('add', 1, 2), remote.call('add', 3, 4)]),
    ).resolves.toEqual([3, 7]);
  });

  it('reject with the error of the other side', async () => {
    await expect(remote.call('fail', 'ours')).rejects.toMatchObject({
      name: 'GangwayError',
      info: errorInfo('docker.missing', { path: '/x' }),
    });
    await expect(remote.call('fail', 'theirs')).rejects.toMatchObject({
      info: errorInfo('internal', { message: 'oh' }),
    });
  });

  it('reject if the other side does not know them', async () => {
    await expect(remote.call('constructor' as 'never')).rejects.toMatchObject({
      info: { code: 'internal' },
    });
  });

  it('that wait and those to come reject once the other side is gone', async () => {
    const waiting = remote.call('never');
    remote.end(errorInfo('ssh.lost'));
    remote.end(errorInfo('internal'));
    await expect(waiting).rejects.toMatchObject({ info: { code: 'ssh.lost' } });
    await expect(remote.call('add', 1, 2)).rejects.toMatchObject({ info: { code: 'ssh.lost' } });
  });
});

describe('events', () => {
  it('reach every listener with their arguments', async () => {
    const heard = [1, 2].map(
      () =>
        new Promise((resolve) => {
          remote.on('moved', (x, y) => {
            resolve([x, y]);
          });
        }),
    );
    emitter<Events>(far)('moved', 4, 5);
    await expect(Promise.all(heard)).resolves.toEqual([
      [4, 5],
      [4, 5],
    ]);
  });
});

describe('a bridge worker that dies by itself', () => {
  const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
  const dying = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => { throw new Error('broken'); });`;

  it('is lost, and its calls fail', async () => {
    const worker = startBridgeWorker(program(dying));
    const lost = new Promise((resolve) => {
      worker.on('lost', resolve);
    });
    await expect(worker.verify(1)).rejects.toMatchObject({ info: { code: 'internal' } });
    await expect(lost).resolves.toEqual(errorInfo('internal', { message: 'broken' }));
    await worker.terminate();
  });

  it('is not lost when it was told to end', async () => {
    const worker = startBridgeWorker(program('setInterval(() => undefined, 1000)'));
    let lost = 0;
    worker.on('lost', () => (lost += 1));
    const call = expect(worker.verify(1)).rejects.toMatchObject({
      info: { code: 'ssh.cancelled' },
    });
    await Promise.all([worker.terminate(), worker.terminate()]);
    await call;
    expect(lost).toBe(0);
  });

  it('can say it was lost only once', async () => {
    const lose = `import { parentPort } from 'node:worker_threads';
      const message = { kind: 'event', name: 'lost', args: [{ code: 'ssh.lost', retryable: true, detail: {} }] };
      parentPort.postMessage(message); parentPort.postMessage(message);`;
    const worker = startBridgeWorker(program(lose));
    const codes: string[] = [];
    worker.on('lost', ({ code }) => codes.push(code));
    await expect(worker.verify(1)).rejects.toThrow();
    expect(codes).toEqual(['ssh.lost']);
  });
});
