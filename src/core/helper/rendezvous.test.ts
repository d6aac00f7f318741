import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Rendezvous } from './rendezvous';

let runDirectory: string;
let opened: Rendezvous[];

beforeEach(() => {
  runDirectory = mkdtempSync(join(tmpdir(), 'run-'));
  opened = [];
});
afterEach(() => {
  for (const rendezvous of opened) rendezvous.close();
  rmSync(runDirectory, { recursive: true });
});

async function open(directory = runDirectory): Promise<Rendezvous> {
  const rendezvous = await Rendezvous.open(directory);
  opened.push(rendezvous);
  return rendezvous;
}

it('listens in a private directory, and removes it', async () => {
  const rendezvous = await open(join(runDirectory, 'made', 'on', 'the', 'way'));
  expect(statSync(rendezvous.directory).mode & 0o777).toBe(0o700);
  expect(readdirSync(rendezvous.directory).sort()).toEqual(['control.sock', 'descriptor.sock']);
  rendezvous.close();
  await expect(rendezvous.control).rejects.toMatchObject({ info: { code: 'helper.gone' } });
  expect(existsSync(rendezvous.directory)).toBe(false);
});

it('goes elsewhere if the path is too long for a socket', async () => {
  const { directory } = await open(join(runDirectory, 'x'.repeat(90)));
  expect(dirname(directory)).toBe(tmpdir());
});

it('says why it cannot', async () => {
  await expect(open('/etc/passwd/run')).rejects.toMatchObject({ info: { code: 'helper.failed' } });
});

it('removes what killed apps left, but nobody else’s', async () => {
  const living = await open();
  const dead = join(runDirectory, 'gangway-dead');
  const foreign = join(runDirectory, 'gangway-foreign');
  for (const directory of [dead, foreign]) mkdirSync(directory);
  // A server removes its own socket when it closes, unless that has moved.
  const server = createServer().listen(join(runDirectory, 'sock'));
  await once(server, 'listening');
  renameSync(join(runDirectory, 'sock'), join(dead, 'control.sock'));
  server.close();
  await once(server, 'close');

  await open();
  await expect.poll(() => existsSync(dead)).toBe(false);
  expect(existsSync(foreign)).toBe(true);
  expect(existsSync(join(living.directory, 'control.sock'))).toBe(true);
});
