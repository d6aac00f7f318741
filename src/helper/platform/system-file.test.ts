import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editFile, removeStale, textOf } from './system-file';

let directory: string;
let path: string;
const bytes = () => readFileSync(path, 'latin1');
const append = (text: string | null) => `${text ?? ''}ours\n`;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'system-file-'));
  path = join(directory, 'hosts');
  writeFileSync(path, Buffer.from([0xff, 0x0a]));
});
afterEach(() => rmSync(directory, { recursive: true }));

it('replaces a file as a whole, with its mode, and leaves nothing beside it', () => {
  chmodSync(path, 0o640);
  linkSync(path, join(directory, 'before'));
  expect(editFile(path, append)).toBe(true);
  expect(bytes()).toBe('\xff\nours\n');
  expect(statSync(path).mode & 0o7777).toBe(0o640);
  // Another file: whoever reads the old one reads it to its end.
  expect(readFileSync(join(directory, 'before'), 'latin1')).toBe('\xff\n');
  expect(readdirSync(directory).sort()).toEqual(['before', 'hosts']);
});

it('keeps the owner', () => {
  const [uid, gid] =
    process.getuid?.() === 0 ? [1500, 1501] : [statSync(path).uid, statSync(path).gid];
  chownSync(path, uid, gid);
  editFile(path, append);
  expect(statSync(path)).toMatchObject({ uid, gid });
});

it('does not touch what is right already', () => {
  const before = statSync(path, { bigint: true });
  expect(editFile(path, (text) => text)).toBe(false);
  expect(statSync(path, { bigint: true })).toMatchObject({
    ino: before.ino,
    ctimeNs: before.ctimeNs,
  });
});

it('makes a file, and removes it', () => {
  const other = join(directory, 'other');
  expect(editFile(other, append)).toBe(true);
  expect(statSync(other).mode & 0o7777).toBe(0o644);
  expect(textOf(other)).toBe('ours\n');
  expect(editFile(other, () => null)).toBe(true);
  expect(existsSync(other)).toBe(false);
  expect(editFile(other, () => null)).toBe(false);
  expect(textOf(other)).toBeNull();
});

it.each([
  ['appended to', () => appendFileSync(path, 'theirs\n')],
  [
    'replaced',
    () => {
      writeFileSync(join(directory, 'new'), '\xff\ntheirs\n', 'latin1');
      renameSync(join(directory, 'new'), path);
    },
  ],
])('keeps what others wrote meanwhile: %s', (_name, write) => {
  let edits = 0;
  editFile(path, (text) => {
    if (edits++ === 0) write();
    return append(text);
  });
  expect(edits).toBe(2);
  expect(bytes()).toBe('\xff\ntheirs\nours\n');
});

it('gives up on one who never stops', () => {
  const edit = () => editFile(path, (text) => (appendFileSync(path, 'x'), append(text)));
  expect(edit).toThrow(
    expect.objectContaining({
      info: expect.objectContaining({ code: 'names.apply-failed' }) as unknown,
    }) as Error,
  );
  expect(bytes()).toMatch(/^\xff\nx+$/);
  expect(readdirSync(directory)).toEqual(['hosts']);
});

it('writes through a link, in place', () => {
  const target = join(directory, 'target');
  renameSync(path, target);
  symlinkSync('target', path);
  const { ino } = statSync(target);
  const grown = '\xff\nours\n';
  for (const text of [grown, 'shorter', `other${grown}`, '']) {
    expect(editFile(path, () => text)).toBe(true);
    expect(readFileSync(target, 'latin1')).toBe(text);
  }
  expect(statSync(target).ino).toBe(ino);
  expect(readdirSync(directory).sort()).toEqual(['hosts', 'target']);
});

it('follows no link that others can turn', () => {
  mkdirSync(join(directory, 'open'));
  chmodSync(join(directory, 'open'), 0o777);
  writeFileSync(join(directory, 'open', 'target'), 'text');
  rmSync(path);
  symlinkSync('open/target', path);
  expect(() => editFile(path, append)).toThrow(/which others can change/);
  expect(readFileSync(join(directory, 'open', 'target'), 'utf8')).toBe('text');
});

it('refuses what is no file', () => {
  expect(() => editFile(directory, append)).toThrow(/is no file/);
});

it('removes what a killed writer left, and nobody else’s', () => {
  // No process has this id: it is above the most that there can be.
  const names = ['.hosts.gangway-4194305', `.hosts.gangway-${process.pid}`, '.hosts.gangway-x'];
  for (const name of names) writeFileSync(join(directory, name), '');
  removeStale(path);
  expect(readdirSync(directory).sort()).toEqual([...names.slice(1), 'hosts'].sort());
});
