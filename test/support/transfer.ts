/** One TCP stream between two namespaces, as fast as it goes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Namespace } from './namespace';

const RECEIVER = `
let bytes = 0, start;
require('node:net').createServer((socket) => {
  socket.on('data', (data) => { start ??= performance.now(); bytes += data.length; });
  socket.on('end', () => {
    console.log((bytes * 8) / (performance.now() - start) / 1000);
    process.exit();
  });
}).listen(9000, () => console.log('up'));`;

const SENDER = `
const socket = require('node:net').connect(9000, process.argv[1]);
const chunk = Buffer.alloc(65536);
let left = Number(process.argv[2]);
const send = () => {
  while (left > 0) { left -= chunk.length; if (!socket.write(chunk)) return; }
  socket.end();
};
socket.on('connect', send).on('drain', send);`;

/** Sends `bytes` to `address` in `to`; Mbit/s as the receiver saw it. */
export async function transfer(from: Namespace, to: Namespace, address: string, bytes: number) {
  const [command, ...args] = [...to.inside, process.execPath, '-e', RECEIVER];
  const receiver = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const ended = once(receiver, 'exit');
  await from.run(process.execPath, '-e', SENDER, address, String(bytes));
  const { value } = (await lines.next()) as { value: string };
  await ended;
  return Number(value);
}

const HASHING_RECEIVER = `
const hash = require('node:crypto').createHash('sha256');
require('node:net').createServer((socket) => {
  socket.on('data', (data) => hash.update(data));
  socket.on('end', () => { console.log(hash.digest('hex')); process.exit(); });
}).listen(9000, () => console.log('up'));`;

const HASHING_SENDER = `
const { createHash, randomFillSync } = require('node:crypto');
const hash = createHash('sha256');
const socket = require('node:net').connect(9000, process.argv[1]);
let left = Number(process.argv[2]);
const send = () => {
  while (left > 0) {
    const chunk = randomFillSync(Buffer.alloc(Math.min(65521, left)));
    left -= chunk.length;
    hash.update(chunk);
    if (!socket.write(chunk)) return;
  }
  if (!socket.writableEnded) { socket.end(); console.log(hash.digest('hex')); }
};
socket.on('connect', send).on('drain', send);`;

/** Sends random bytes to `address` in `to`; the SHA-256 of what was sent and of what came. */
export async function exchange(from: Namespace, to: Namespace, address: string, bytes: number) {
  const [command, ...args] = [...to.inside, process.execPath, '-e', HASHING_RECEIVER];
  const receiver = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const ended = once(receiver, 'exit');
  const sent = await from.run(process.execPath, '-e', HASHING_SENDER, address, String(bytes));
  const { value } = (await lines.next()) as { value: string };
  await ended;
  return { sent: sent.trim(), received: value };
}
