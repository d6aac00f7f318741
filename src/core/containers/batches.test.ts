import { expect, it, vi } from 'vitest';
import { inBatches } from './batches';

const LIMITS = { most: 3, every: 50 };

/** Hands out what it is told to, when it is told to. */
function source() {
  const asked: ((result: IteratorResult<readonly number[], undefined>) => void)[] = [];
  const next = vi.fn(
    () => new Promise<IteratorResult<readonly number[], undefined>>((answer) => asked.push(answer)),
  );
  return {
    iterator: { next },
    give: async (...value: number[]) => {
      await vi.waitUntil(() => asked.length > 0);
      asked.shift()?.({ value });
    },
    end: async () => {
      await vi.waitUntil(() => asked.length > 0);
      asked.shift()?.({ done: true, value: undefined });
    },
  };
}

it('hands out the first at once, and what follows together', async () => {
  const { iterator, give, end } = source();
  const batches = inBatches(iterator, { ...LIMITS, every: 60_000 });
  const first = batches.next();
  await give(1);
  expect((await first).value).toEqual([1]);
  const second = batches.next();
  await give(2);
  await give(3);
  await end();
  expect((await second).value).toEqual([2, 3]);
  expect(await batches.next()).toEqual({ done: true, value: undefined });
});

it('hands out no more than so many, and a full one at once', async () => {
  const { iterator, give, end } = source();
  const batches = inBatches(iterator, { ...LIMITS, every: 60_000 });
  const first = batches.next();
  await give(1, 2, 3, 4, 5, 6, 7);
  expect((await first).value).toEqual([1, 2, 3]);
  expect((await batches.next()).value).toEqual([4, 5, 6]);
  const last = batches.next();
  await end();
  expect((await last).value).toEqual([7]);
});

it('reads one ahead of who takes, and no more', async () => {
  const { iterator, give } = source();
  const batches = inBatches(iterator, LIMITS);
  const first = batches.next();
  await give(1, 2, 3);
  await first;
  await give(4, 5, 6);
  expect(iterator.next).toHaveBeenCalledTimes(2);
});

it('fails as its source does', async () => {
  const next = () => Promise.reject(new Error('lost'));
  await expect(inBatches({ next }, LIMITS).next()).rejects.toThrow('lost');
});

it('does not let the last ones wait for more', async () => {
  const { iterator, give } = source();
  const batches = inBatches(iterator, { ...LIMITS, every: 1 });
  for (const value of [1, 2]) {
    const batch = batches.next();
    await give(value);
    expect((await batch).value).toEqual([value]);
  }
});
