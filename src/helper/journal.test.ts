import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal, discard, leftovers } from './journal';

let parent: string;
let directory: string;
/** Process ids to start times: who is alive. */
let alive: Map<number, string>;
const startTime = (pid: number) => alive.get(pid);

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'journal-'));
  directory = join(parent, 'gangway');
  alive = new Map([[7, '100']]);
});
afterEach(() => rmSync(parent, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), text);
};

it('keeps a private directory while there is something to undo, and none afterwards', () => {
  const journal = new Journal(directory, 7, startTime);
  journal.record([]);
  expect(existsSync(directory)).toBe(false);
  journal.record(['gangway0']);
  journal.record(['gangway0', 'gangway1']);
  expect(readdirSync(directory)).toEqual(['helper-7-100.json']);
  journal.record([]);
  expect(existsSync(directory)).toBe(false);
});

it('leaves a living helper alone, and takes over from a dead one', () => {
  new Journal(directory, 7, startTime).record(['gangway0', 'gangway1']);
  expect(leftovers(directory, startTime)).toEqual({
    ...{ paths: [], devices: [] },
    claimed: new Set(['gangway0', 'gangway1']),
  });
  alive.clear();
  expect(leftovers(directory, startTime).devices).toEqual(['gangway0', 'gangway1']);
});

it('knows a process id that was used again', () => {
  new Journal(directory, 7, startTime).record(['gangway0']);
  alive.set(7, '101');
  expect(leftovers(directory, startTime).devices).toEqual(['gangway0']);
});

it('does not take what a living helper claims too', () => {
  new Journal(directory, 7, startTime).record(['gangway1']);
  write('helper-8-100.json', '{"devices":["gangway0","gangway1"]}');
  expect(leftovers(directory, startTime).devices).toEqual(['gangway0']);
});

it.each([
  ['cut off', '{"devices":["gangway0","gangway1', ['gangway0', 'gangway1']],
  ['empty', '', []],
  ['not JSON', 'gangway0 eth0', ['gangway0']],
  [
    'full of other names',
    '{"devices":["eth0","../gangway","gangway","gangway1234","mygangway1"]}',
    [],
  ],
  ['far too big', 'gangway0 '.repeat(10_000), []],
])('reads a journal that is %s', (_name, text, devices) => {
  write('helper-8-100.json', text);
  const found = leftovers(directory, startTime);
  expect(found.devices).toEqual(devices);
  discard(directory, found);
  expect(existsSync(directory)).toBe(false);
});

it('follows no link, enters no directory, and lets foreign files be', () => {
  write('notes.txt', 'gangway5');
  writeFileSync(join(parent, 'elsewhere'), 'gangway6');
  symlinkSync(join(parent, 'elsewhere'), join(directory, 'helper-8-100.json'));
  mkdirSync(join(directory, 'helper-9-100.json'));
  const found = leftovers(directory, startTime);
  expect(found.devices).toEqual([]);
  discard(directory, found);
  expect(readdirSync(directory)).toEqual(['notes.txt']);
  expect(existsSync(join(parent, 'elsewhere'))).toBe(true);
});
