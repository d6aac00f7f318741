import { mkdtemp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendKnownHost } from './known-hosts-file';

let home: string;
let path: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gangway-append-'));
  path = join(home, '.ssh', 'known_hosts');
});
afterEach(() => rm(home, { recursive: true }));

it('creates folder and file for their owner alone', async () => {
  await appendKnownHost(path, 'bay key');
  expect(await readFile(path, 'utf8')).toBe('bay key\n');
  expect((await stat(join(home, '.ssh'))).mode & 0o777).toBe(0o700);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('keeps what is there, also without a final line break', async () => {
  await mkdir(join(home, '.ssh'));
  await writeFile(path, 'quay key');
  await appendKnownHost(path, 'bay key');
  await appendKnownHost(path, 'pier key');
  expect(await readFile(path, 'utf8')).toBe('quay key\nbay key\npier key\n');
});

it('says so when the disk is full', async () => {
  await mkdir(join(home, '.ssh'));
  await symlink('/dev/full', path);
  await expect(appendKnownHost(path, 'bay key')).rejects.toMatchObject({
    info: { code: 'ssh.known-hosts-unwritable', detail: { path, reason: 'ENOSPC' } },
  });
});

it('says so when the folder cannot be', async () => {
  await writeFile(join(home, '.ssh'), '');
  await expect(appendKnownHost(path, 'bay key')).rejects.toMatchObject({
    info: { code: 'ssh.known-hosts-unwritable', detail: { path } },
  });
});
