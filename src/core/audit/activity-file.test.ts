import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ActivityEvent } from '../../shared/activity';
import { appendLines, CURRENT_FILE, readActivity, readLatest } from './activity-file';

let directory: string;
let current: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-activity-'));
  current = path.join(directory, CURRENT_FILE);
});
afterEach(() => rmSync(directory, { recursive: true }));

const event = (id: number): ActivityEvent => ({ id, at: 1_000 + id, kind: 'disconnected' });
const line = (id: number): string => `${JSON.stringify(event(id))}\n`;
const idsOf = (events: readonly ActivityEvent[]): number[] => events.map(({ id }) => id);

it('adds lines to a file that only its owner reads, and makes its directory', async () => {
  const deep = path.join(directory, 'logs');
  await appendLines(deep, line(1));
  await appendLines(deep, line(2) + line(3));
  expect(await readActivity(deep)).toEqual([event(1), event(2), event(3)]);
  expect(statSync(path.join(deep, CURRENT_FILE)).mode & 0o777).toBe(0o600);
  expect(statSync(deep).mode & 0o777).toBe(0o700);
});

it('goes on in a new file when one is full, and keeps three older ones', async () => {
  const room = line(10).length * 2;
  for (let id = 10; id < 30; id++) await appendLines(directory, line(id), room);
  expect(readdirSync(directory).sort()).toEqual([
    'activity.1.jsonl',
    'activity.2.jsonl',
    'activity.3.jsonl',
    'activity.jsonl',
  ]);
  for (const name of readdirSync(directory))
    expect(statSync(path.join(directory, name)).size).toBeLessThanOrEqual(room);
  expect(idsOf(await readActivity(directory))).toEqual([22, 23, 24, 25, 26, 27, 28, 29]);
  expect(idsOf(await readLatest(directory, 3))).toEqual([27, 28, 29]);
});

it('loses one line that is broken, of another version or torn, and nothing else', async () => {
  const later = '{"id":3,"at":1,"kind":"of-a-later-version"}\n';
  writeFileSync(current, `${line(1)}not JSON\n\n${later}{"id":4,"at":"x"}\n${line(5)}`);
  appendFileSync(current, '{"id":6,"at":10');
  await appendLines(directory, line(7));
  expect(idsOf(await readActivity(directory))).toEqual([1, 5, 7]);
  expect(readFileSync(current, 'utf8')).toContain('"at":10\n{"id":7');
});

it('tells an event once that stands in two files', async () => {
  writeFileSync(path.join(directory, 'activity.1.jsonl'), line(1) + line(2));
  writeFileSync(current, line(2) + line(3));
  expect(idsOf(await readActivity(directory))).toEqual([1, 2, 3]);
});

it('reads nothing where there is nothing', async () => {
  expect(await readActivity(path.join(directory, 'none'))).toEqual([]);
});
