import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorInfo, failure } from '../../shared/errors';
import { DockerSocket } from './docker-socket';

let directory: string;
let file: string;
let socket: DockerSocket;
let far: Server;
/** The far ends of channels. */
let ends: Socket[];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-door-'));
  file = path.join(directory, 'docker-a.sock');
  ends = [];
  far = createServer({ allowHalfOpen: true }, (end) => {
    end.on('error', () => undefined);
    ends.push(end);
  });
  far.listen(path.join(directory, 'far.sock'));
  await once(far, 'listening');
});
afterEach(() => {
  socket.close();
  for (const end of ends) end.destroy();
  far.close();
  rmSync(directory, { recursive: true });
});

/** As a session opens them. */
const channel = (): Promise<Duplex> =>
  Promise.resolve(connect({ path: path.join(directory, 'far.sock'), allowHalfOpen: true }));

async function open(open: () => Promise<Duplex> = channel): Promise<void> {
  const explain = () => Promise.resolve(errorInfo('docker.missing', { path: '/run/d.sock' }));
  socket = new DockerSocket({ path: file, connect: open, explain });
  await socket.open();
}

function client(): Socket {
  const made = connect({ path: file, allowHalfOpen: true });
  made.on('error', () => undefined);
  return made;
}

/** To the end of one direction; unlike an iterator it leaves the other open. */
async function text(stream: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(stream, 'end');
  return Buffer.concat(chunks).toString();
}

async function farEnd(count = 1): Promise<Socket> {
  await vi.waitFor(() => expect(ends).toHaveLength(count));
  const [end] = ends.slice(-1);
  if (!end) throw new Error('no channel');
  return end;
}

describe('DockerSocket', () => {
  it('is its owner’s alone, and gone at the end', async () => {
    await open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    socket.close();
    expect(existsSync(file)).toBe(false);
  });

  it('ends each direction by itself', async () => {
    await open();
    const near = client();
    near.end('question');
    const end = await farEnd();
    expect(await text(end)).toBe('question');
    end.write('ans');
    end.end('wer');
    expect(await text(near)).toBe('answer');

    const other = client();
    const otherEnd = await farEnd(2);
    otherEnd.end('first');
    expect(await text(other)).toBe('first');
    other.end('then');
    expect(await text(otherEnd)).toBe('then');
  });

  it('delivers all that was sent before a client went', async () => {
    await open();
    const near = client();
    const end = await farEnd();
    end.end();
    await once(near.resume(), 'end');
    const bytes = 3_000_000;
    near.end(Buffer.alloc(bytes));
    expect((await text(end)).length).toBe(bytes);
  });

  it('ends the other side when one dies', async () => {
    await open();
    const near = client();
    const end = await farEnd();
    end.write('x');
    await once(near, 'data');
    const closed = once(near, 'close');
    end.destroy();
    await once(near, 'end');
    near.end();
    await closed;

    const other = client();
    const otherEnd = await farEnd(2);
    const farClosed = once(otherEnd.resume(), 'end');
    other.destroy();
    await farClosed;
  });

  it('makes a fast side wait for a slow one, in both directions', async () => {
    await open();
    const near = client();
    const end = await farEnd();
    const bytes = Buffer.alloc(1_000_000);
    for (const [from, to] of [
      [near, end],
      [end, near],
    ] as const) {
      to.pause();
      let sent = 0;
      while (from.writableLength < 8_000_000) {
        from.write(bytes);
        sent += bytes.length;
      }
      for (let turns = 0; turns < 100; turns += 1) await new Promise(setImmediate);
      // What is on the way: the kernel's buffers, and one chunk of ours.
      expect(sent - from.writableLength).toBeLessThan(2_000_000);
      let got = 0;
      to.on('data', (chunk: Buffer) => (got += chunk.length)).resume();
      await vi.waitFor(() => expect(got).toBe(sent), { timeout: 5000 });
    }
  });

  it('opens 256 channels at most; the next connection has its turn when one ends', async () => {
    await open();
    const clients = Array.from({ length: 260 }, client);
    const last = client();
    last.write('last');
    await farEnd(256);
    await new Promise(setImmediate);
    expect(ends).toHaveLength(256);
    for (const near of clients.slice(0, 6)) near.destroy();
    for (const end of ends.slice(0, 6)) end.end();
    await vi.waitFor(() => expect(ends.length).toBeGreaterThanOrEqual(261));
    const [word] = (await once(ends.at(-1) ?? last, 'data')) as [Buffer];
    expect(word.toString()).toBe('last');
  });

  it('answers as Docker does when there is no channel', async () => {
    await open(() => Promise.reject(failure('ssh.channel-refused')));
    const near = client();
    near.write('GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n');
    const said = await text(near);
    expect(said).toMatch(/^HTTP\/1\.1 503 /);
    const body = JSON.parse(said.split('\r\n\r\n')[1] ?? '') as { message: string };
    expect(body.message).toMatch(/^Gangway: There is no Docker socket at \/run\/d\.sock/);
    near.end();

    const head = client();
    head.write('HEAD /_ping HTTP/1.1\r\n\r\n');
    expect(await text(head)).toMatch(/\r\n\r\n$/);
    head.end();
  });

  it('says why it cannot listen', async () => {
    writeFileSync(file, 'precious');
    await expect(open()).rejects.toMatchObject({
      info: {
        code: 'docker.socket-failed',
        detail: { path: file, message: 'there is something else of that name' },
      },
    });
    rmSync(file);
    chmodSync(directory, 0o755);
    await expect(open()).rejects.toMatchObject({ info: { code: 'docker.socket-failed' } });
    chmodSync(directory, 0o700);
    file = path.join(directory, 'x'.repeat(120));
    await expect(open()).rejects.toMatchObject({ info: { code: 'docker.socket-failed' } });
  });
});
