import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce';

/** A task whose runs end when told. */
function steps() {
  const runs: PromiseWithResolvers<void>[] = [];
  const task = (): Promise<void> => {
    const run = withResolvers();
    runs.push(run);
    return run.promise;
  };
  return { runs, task };
}

interface PromiseWithResolvers<Value> {
  promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers(): PromiseWithResolvers<void> {
  let settle: Omit<PromiseWithResolvers<void>, 'promise'> | undefined;
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  if (!settle) throw new Error('unreachable');
  return { promise, ...settle };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('coalesce', () => {
  it('runs once more for any number of triggers during a run', async () => {
    const { runs, task } = steps();
    const trigger = coalesce(task, () => undefined);
    for (let i = 0; i < 5; i++) trigger();
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await settled();
    expect(runs).toHaveLength(2);
    runs[1]?.resolve();
    await settled();
    expect(runs).toHaveLength(2);
    trigger();
    expect(runs).toHaveLength(3);
  });

  it('stops at a rejection and hands it over', async () => {
    const { runs, task } = steps();
    const errors: unknown[] = [];
    const trigger = coalesce(task, (error) => errors.push(error));
    trigger();
    runs[0]?.reject('broken');
    await settled();
    trigger();
    expect(errors).toEqual(['broken']);
    expect(runs).toHaveLength(1);
  });
});
