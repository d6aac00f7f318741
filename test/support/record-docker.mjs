#!/usr/bin/env node
/**
 * Records what an engine says while containers start and stop, for test/docker-churn.test.ts:
 *
 *   node test/support/record-docker.mjs SOCKET IMAGE FILE
 *
 * Starts and kills containers from IMAGE (anything with `sleep`) until 1,000 have started or died, asks for the list
 * as often as the engine answers, and writes both as test/support/docker-recording.ts describes. Removes what it made.
 */
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';

const CONTAINERS = 24;
const CHANGES = 1_000;
/** At any time so many of them start or die, in this many milliseconds between two steps at most. */
const WORKERS = 8;
const PAUSE_MS = 300;
const MARK = 'gangway-churn';

const [socketPath, image, file] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

/** The answer to one call, parsed. */
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', Host: 'docker' };
    const asked = request({ socketPath, path, method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 400) resolve(text === '' ? null : JSON.parse(text));
        else reject(new Error(`${method} ${path}: ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

const moments = [];
const entries = [];
const known = new Map();
const started = performance.now();
const now = () => Math.round(performance.now() - started);
let changes = 0;

function follow() {
  return new Promise((resolve) => {
    const stream = request({ socketPath, path: '/events', headers: { Host: 'docker' } });
    stream.on('response', (response) => {
      const lines = createInterface({ input: response });
      lines.on('error', () => undefined);
      lines.on('line', (line) => {
        const event = JSON.parse(line);
        moments.push({ at: now(), event });
        if (event.Type === 'container' && ['start', 'die'].includes(event.Action)) changes++;
      });
      resolve(() => stream.destroy());
    });
    stream.on('error', () => undefined);
    stream.end();
  });
}

async function list() {
  const found = await call('GET', '/containers/json?all=true');
  const indices = found.map((entry) => {
    const text = JSON.stringify(entry);
    if (!known.has(text)) known.set(text, entries.push(entry) - 1);
    return known.get(text);
  });
  const last = moments.findLast((moment) => moment.list)?.list;
  if (String(last) !== String(indices)) moments.push({ at: now(), list: indices });
}

async function churn(ids) {
  for (let step = 0; changes < CHANGES; step++) {
    const id = ids[step % ids.length];
    await call('POST', `/containers/${id}/start`);
    await delay(Math.random() * PAUSE_MS);
    // The last round stays up.
    if (changes >= CHANGES - WORKERS * 2) continue;
    await call('POST', `/containers/${id}/kill`);
    await delay(Math.random() * PAUSE_MS);
  }
}

async function remove() {
  const filters = encodeURIComponent(JSON.stringify({ name: [MARK] }));
  const found = await call('GET', `/containers/json?all=true&filters=${filters}`);
  await Promise.all(found.map(({ Id }) => call('DELETE', `/containers/${Id}?force=true`)));
}

await remove();
const ids = [];
for (let index = 0; index < CONTAINERS; index++) {
  const body = { Image: image, Cmd: ['sleep', '100000'] };
  ids.push((await call('POST', `/containers/create?name=${MARK}-${index}`, body)).Id);
}
const [version, networks] = [await call('GET', '/version'), await call('GET', '/networks')];
const stop = await follow();
let churning = true;
const workers = Array.from({ length: WORKERS }, (_, worker) =>
  churn(ids.filter((_id, index) => index % WORKERS === worker)),
);
const listing = (async () => {
  while (churning) await list();
})();
await Promise.all(workers);
// What the engine writes late is in the last list.
await delay(3_000);
churning = false;
await listing;
stop();
await remove();
agent.destroy();
writeFileSync(file, brotliCompressSync(JSON.stringify({ version, networks, entries, moments })));
console.log(
  `${changes} starts and deaths in ${moments.at(-1).at / 1000} s, ${entries.length} entries`,
);
