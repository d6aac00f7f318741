import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_RECENT } from '../../shared/activity';
import { CURRENT_FILE, readActivity } from './activity-file';
import { ActivityLog } from './activity-log';

const STAGING = { id: 'one', name: 'staging' };

let directory: string;
let current: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gangway-activity-'));
  current = path.join(directory, CURRENT_FILE);
});
afterEach(() => rmSync(directory, { recursive: true }));

const idsOf = async (log: ActivityLog, since?: number): Promise<number[]> =>
  (await log.recent(since)).events.map(({ id }) => id);

it('numbers events on from where the last engine ended', async () => {
  const first = new ActivityLog(directory);
  first.append({ kind: 'connect-asked' }, STAGING);
  first.append({ kind: 'disconnected' }, STAGING);
  await first.flush();
  const second = new ActivityLog(directory);
  second.append({ kind: 'profile-removed' }, STAGING);
  const { events, trouble } = await second.recent();
  expect(events).toMatchObject([
    { id: 1, kind: 'connect-asked', profile: STAGING },
    { id: 2, kind: 'disconnected' },
    { id: 3, kind: 'profile-removed' },
  ]);
  expect(trouble).toBeNull();
  expect(await idsOf(second, 2)).toEqual([3]);
  await second.flush();
  expect(readFileSync(current, 'utf8').split('\n')).toHaveLength(4);
});

it('writes nothing before something has happened', async () => {
  const log = new ActivityLog(directory);
  expect(await idsOf(log)).toEqual([]);
  await log.flush();
  expect(() => readFileSync(current)).toThrow('ENOENT');
});

it('keeps the latest in memory, and all of them on disk', async () => {
  const log = new ActivityLog(directory);
  await log.recent();
  for (let count = 0; count < MAX_RECENT + 20; count++) {
    log.append({ kind: 'connect-asked' }, STAGING);
    if (count % 100 === 0) await log.flush();
  }
  const ids = await idsOf(log);
  expect(ids).toHaveLength(MAX_RECENT);
  expect([ids[0], ids.at(-1)]).toEqual([21, MAX_RECENT + 20]);
  expect(await log.all()).toHaveLength(MAX_RECENT + 20);
  expect(await readActivity(directory)).toHaveLength(MAX_RECENT + 20);
});

describe('a disk that takes nothing', () => {
  it('is told of, costs no event, and is written once it has room', async () => {
    symlinkSync('/dev/full', current);
    const log = new ActivityLog(directory);
    log.append({ kind: 'connect-asked' }, STAGING);
    await log.flush();
    log.append({ kind: 'disconnected' }, STAGING);
    await log.flush();
    expect(await log.recent()).toMatchObject({
      events: [{ id: 1 }, { id: 2 }],
      trouble: { code: 'config.storage-failed', detail: { path: directory } },
    });
    expect((await log.all()).map(({ id }) => id)).toEqual([1, 2]);
    rmSync(current);
    log.append({ kind: 'connect-asked' }, STAGING);
    await log.flush();
    expect((await log.recent()).trouble).toBeNull();
    expect((await readActivity(directory)).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('goes on without a file that it may not read', async () => {
    mkdirSync(current);
    const log = new ActivityLog(directory);
    log.append({ kind: 'connect-asked' }, STAGING);
    await log.flush();
    expect(await log.recent()).toMatchObject({
      events: [{ id: 1 }],
      trouble: { code: 'config.storage-failed' },
    });
  });
});

it('goes on after a file of which nothing can be made', async () => {
  writeFileSync(current, '\u0000garbage');
  const log = new ActivityLog(directory);
  log.append({ kind: 'connect-asked' }, STAGING);
  await log.flush();
  expect((await readActivity(directory)).map(({ id }) => id)).toEqual([1]);
});
