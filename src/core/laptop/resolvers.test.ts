import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchResolvers } from './resolvers';

let directory: string;
let ending: AbortController;
let changes: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'resolvers-'));
  for (const name of ['etc', 'run']) mkdirSync(join(directory, name));
  writeFileSync(join(directory, 'run/stub.conf'), 'nameserver 127.0.0.53\n');
  symlinkSync('../run/stub.conf', join(directory, 'etc/resolv.conf'));
  ending = new AbortController();
  changes = 0;
  const files = ['etc/resolv.conf', 'missing/resolv.conf'].map((name) => join(directory, name));
  watchResolvers(() => changes++, ending.signal, files);
});
afterEach(() => {
  ending.abort();
  rmSync(directory, { recursive: true });
});

/** Renamed over, as resolvconf and NetworkManager do. */
const replace = (name: string) => {
  writeFileSync(join(directory, 'new'), 'nameserver 10.0.0.53\n');
  renameSync(join(directory, 'new'), join(directory, name));
};

it.each(['run/stub.conf', 'etc/resolv.conf'])('sees %s replaced', async (name) => {
  replace(name);
  await vi.waitFor(() => expect(changes).toBeGreaterThan(0));
});

it('sees a file written in place', async () => {
  writeFileSync(join(directory, 'etc/resolv.conf'), 'nameserver 10.0.0.54\n');
  await vi.waitFor(() => expect(changes).toBeGreaterThan(0));
});

it('sees nothing of the files beside them', async () => {
  writeFileSync(join(directory, 'etc/hosts'), '127.0.0.1 localhost\n');
  replace('run/stub.conf');
  await vi.waitFor(() => expect(changes).toBeGreaterThan(0));
  const before = changes;
  writeFileSync(join(directory, 'etc/hosts'), '');
  replace('etc/resolv.conf');
  // Events come in order: the one of hosts is past.
  await vi.waitFor(() => expect(changes).toBeGreaterThan(before));
  ending.abort();
  expect(changes - before).toBeLessThanOrEqual(2);
});
