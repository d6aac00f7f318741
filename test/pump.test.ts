/** The relay's native pump by itself; test/relay.test.ts has it at work. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { machine, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import programs from '../src/relay/pump.c?native';

const run = promisify(execFile);
const directory = mkdtempSync(path.join(tmpdir(), 'gangway-pump-'));
const program = path.join(directory, 'pump');

beforeAll(() => {
  const image = programs[machine()];
  if (image === undefined) throw new Error('no C compiler made a program for this machine');
  writeFileSync(program, Buffer.from(image, 'base64'));
  chmodSync(program, 0o700);
});
afterAll(() => rmSync(directory, { recursive: true }));

const perform = (scenario: string) =>
  run('python3', ['test/support/pump-peer.py', scenario, program]);

it('carries packets both ways, however the stream is cut, and ends with its stdin', async () => {
  await perform('both-ways');
});
it('takes what comes by turns on several lanes in its order, and ends with each', async () => {
  await perform('lanes');
});
it('ends at a frame of impossible length', async () => {
  await perform('hostile');
});
it('ends with its device, and with whoever reads it', async () => {
  await perform('ends');
});
it('is small enough for a command line', () => {
  for (const image of Object.values(programs)) expect(image.length).toBeLessThan(8 * 1024);
});
