import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '../../../../shared/container-tools';
import { LogFeed, MAX_LINES } from './log-feed';

const line = (text: string, at: number | null = null): LogLine => ({ stream: 'stdout', at, text });

describe('the feed of a log', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const shown = (feed: LogFeed): string[] => {
    vi.runAllTimers();
    return feed.get().entries.map(({ text }) => text);
  };

  it('tells its listeners once for many batches', () => {
    const feed = new LogFeed();
    const listener = vi.fn();
    feed.subscribe(listener);
    for (let i = 0; i < 100; i += 1) feed.push([line(`a${i}`), line(`b${i}`)]);
    expect(shown(feed)).toHaveLength(200);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('keeps the latest lines alone, and says how many it let go', () => {
    const feed = new LogFeed();
    for (let i = 0; i < 5; i += 1) {
      feed.push(Array.from({ length: 10_000 }, (_, j) => line(`${i}-${j}`)));
      vi.runAllTimers();
    }
    const { entries, dropped } = feed.get();
    expect(entries).toHaveLength(MAX_LINES);
    expect(entries.at(-1)?.text).toBe('4-9999');
    expect(dropped).toBe(30_000);
    expect(entries[0]?.number).toBe(30_000);
  });

  it('keeps fewer of long lines, and cuts the longest', () => {
    const feed = new LogFeed();
    const long = 'x'.repeat(9_000);
    for (let i = 0; i < 3_500; i += 1) feed.push([line(long)]);
    vi.runAllTimers();
    const { entries } = feed.get();
    expect(entries[0]?.text.length).toBeLessThan(8_500);
    expect(entries.length).toBeLessThan(3_500);
    expect(entries.length).toBeGreaterThan(2_000);
  });

  it('does not grow while nobody looks', () => {
    const feed = new LogFeed();
    feed.pause(true);
    for (let i = 0; i < 10; i += 1) feed.push(Array.from({ length: 10_000 }, () => line('x')));
    vi.runAllTimers();
    expect(feed.get().waiting).toBeLessThanOrEqual(2 * MAX_LINES);
    feed.pause(false);
    expect(feed.get().entries).toHaveLength(MAX_LINES);
  });

  it('holds lines back while it is paused', () => {
    const feed = new LogFeed();
    feed.push([line('before')]);
    vi.runAllTimers();
    feed.pause(true);
    feed.push([line('meanwhile')]);
    expect(shown(feed)).toEqual(['before']);
    expect(feed.get().waiting).toBe(1);
    feed.pause(false);
    expect(shown(feed)).toEqual(['before', 'meanwhile']);
    expect(feed.get().waiting).toBe(0);
  });

  it('forgets what was cleared', () => {
    const feed = new LogFeed();
    feed.push([line('a', 1)]);
    vi.runAllTimers();
    feed.clear();
    feed.restarts();
    feed.push([line('a', 1), line('b', 2)]);
    expect(shown(feed)).toEqual(['b']);
  });

  it('leaves out what a new stream repeats', () => {
    const feed = new LogFeed();
    feed.push([line('a', 1), line('b', 2), line('c', 2)]);
    feed.restarts();
    expect(feed.push([line('a', 1), line('b', 2), line('c', 2), line('d', 2), line('e', 3)])).toBe(
      2,
    );
    expect(shown(feed)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('takes lines that are a little out of order', () => {
    const feed = new LogFeed();
    feed.push([line('a', 2), line('b', 1), line('c', 3)]);
    expect(shown(feed)).toEqual(['a', 'b', 'c']);
  });
});
