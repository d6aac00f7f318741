import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followCommand } from './follow-command';

let directory: string;
let ending: AbortController;
let outputs: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  directory = mkdtempSync(join(tmpdir(), 'follow-'));
  ending = new AbortController();
  outputs = 0;
});
afterEach(() => {
  ending.abort();
  vi.useRealTimers();
  rmSync(directory, { recursive: true });
});

const follow = (...argv: string[]) => {
  followCommand(argv, () => outputs++, ending.signal);
};
/** Not vi.waitFor, which moves the clock. */
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise(setImmediate);
};
/** A program that notes its process id and says something. */
const script = (then: string) => `echo $$ >> ${directory}/pids; echo changed; ${then}`;
const pids = () => readFileSync(join(directory, 'pids'), 'utf8').trim().split('\n').map(Number);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('tells of output, and ends the program when it is over', async () => {
  follow('sh', '-c', script('exec tail -f /dev/null'));
  await until(() => outputs === 1);
  const [pid = NaN] = pids();
  expect(isAlive(pid)).toBe(true);
  ending.abort();
  await until(() => !isAlive(pid));
  expect(vi.getTimerCount()).toBe(0);
});

it('starts a program that ended again, and counts that as a change', async () => {
  follow('sh', '-c', script('exit 1'));
  await until(() => outputs === 1 && vi.getTimerCount() === 1);
  vi.advanceTimersByTime(999);
  expect(pids()).toHaveLength(1);
  vi.advanceTimersByTime(1);
  // What it prints, and what it may have missed.
  await until(() => outputs === 3 && vi.getTimerCount() === 1);
  expect(pids()).toHaveLength(2);
});

it('waits longer and longer for a program that is not there, and stops when it is over', async () => {
  follow(join(directory, 'missing'));
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    await until(() => vi.getTimerCount() === 1);
    vi.advanceTimersByTime(wait - 1);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
  }
  await until(() => vi.getTimerCount() === 1);
  ending.abort();
  expect([outputs, vi.getTimerCount()]).toEqual([0, 0]);
});

it('starts nothing for what is over already', () => {
  ending.abort();
  follow('sh', '-c', script('exit 0'));
  expect(vi.getTimerCount()).toBe(0);
  expect(() => pids()).toThrow('ENOENT');
});
