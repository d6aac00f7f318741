import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Names } from '../platform';
import { resolverNames } from './names';

const config = { port: 5353, domains: ['a.internal', 'b.internal'], search: [], hosts: [] };

let parent: string;
let directory: string;
let names: Names;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'resolver-'));
  directory = join(parent, 'resolver');
  names = resolverNames(directory);
});
afterEach(() => rmSync(parent, { recursive: true }));

it('lays files for a device, and takes them up with their directory', async () => {
  const [a, b] = config.domains.map((domain) => join(directory, domain)) as [string, string];
  const written = ['write', a];
  expect(await names.tell('utun7', config)).toEqual({
    resolver: 'resolver-files',
    commands: [written, ['write', b]],
  });
  expect(readFileSync(a, 'utf8')).toMatch(/^# Gangway: utun7, port 5353\n/);
  expect(await names.tell('utun7', config)).toMatchObject({ commands: [] });
  expect(names.marked()).toEqual(['utun7']);
  expect(await names.forget('utun7')).toEqual([
    ['remove', a],
    ['remove', b],
  ]);
  expect(await names.forget('utun7')).toEqual([]);
  expect(existsSync(directory)).toBe(false);
});

it('lays none where one is somebody else’s, also as a link', async () => {
  mkdirSync(directory);
  for (const occupy of [
    () => writeFileSync(join(directory, 'b.internal'), 'nameserver 10.0.0.1\n'),
    () => symlinkSync('/nowhere', join(directory, 'b.internal')),
  ]) {
    occupy();
    await expect(names.tell('utun7', config)).rejects.toMatchObject({
      info: { code: 'names.apply-failed' },
    });
    expect(readdirSync(directory)).toEqual(['b.internal']);
    rmSync(join(directory, 'b.internal'));
  }
});
