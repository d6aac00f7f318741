// ssh2-channel.mjs HOST CIPHER up|down SECONDS: how many bits per second an ssh2 exec channel carries. In a worker thread,
// where Gangway's is, too.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import ssh2 from 'ssh2';

const [host, cipher, direction, seconds] = process.argv.slice(2);

function transfer() {
  const client = new ssh2.Client();
  const privateKey = readFileSync(`${homedir()}/.ssh/id_ed25519`);
  client.on('error', fail);
  client.on('ready', () => {
    client.setNoDelay(true);
    client.exec(direction === 'up' ? 'cat >/dev/null' : 'cat /dev/zero', (error, channel) => {
      if (error) fail(error);
      else (direction === 'up' ? send : receive)(channel);
    });
  });
  client.connect({ host, username: 'root', privateKey, algorithms: { cipher: [cipher] } });
}

function receive(channel) {
  let bytes = 0;
  channel.on('data', (data) => (bytes += data.length));
  done(() => bytes);
}

function send(channel) {
  const block = Buffer.alloc(64 * 1024);
  let bytes = 0;
  const more = () => {
    do bytes += block.length;
    while (channel.write(block));
  };
  channel.on('drain', more);
  more();
  done(() => bytes);
}

function done(bytes) {
  const start = performance.now();
  setTimeout(() => {
    parentPort.postMessage((bytes() * 8000) / (performance.now() - start));
  }, seconds * 1000);
}

function fail(error) {
  throw error; // in the worker: the main thread gets it
}

if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { argv: process.argv.slice(2) });
  worker.on('message', (rate) => process.stdout.write(`${rate}\n`, () => process.exit()));
} else {
  transfer();
}
