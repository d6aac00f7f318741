import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { errorInfo, failure } from '../../shared/errors';
import { stream } from '../../shared/ipc/builders';
import { STREAM_CREDIT, type StreamMessage } from '../../shared/ipc/stream-message';
import { StreamServer, type StreamHandlersOf } from './stream-server';

const table = {
  count: stream<number>()(z.tuple([z.int()]), z.never()),
  echo: stream<string>()(z.tuple([]), z.string()),
  fail: stream<never>()(z.tuple([]), z.never()),
};

let ended: string[] = [];

const handlers: StreamHandlersOf<typeof table> = {
  async *count(_session, upTo) {
    try {
      for (let n = 1; n <= upTo; n += 1) yield await Promise.resolve(n);
    } finally {
      ended.push('count');
    }
  },
  async *echo({ onInput, signal }) {
    const heard: string[] = [];
    onInput((text) => heard.push(text));
    while (!signal.aborted) {
      const text = heard.shift();
      if (text === 'bye') return;
      if (text) yield text;
      else await new Promise(setImmediate);
    }
    ended.push('echo');
  },
  // eslint-disable-next-line require-yield -- it fails before it has anything to say
  async *fail() {
    await Promise.resolve();
    throw failure('docker.denied');
  },
};

function served() {
  ended = [];
  const messages: StreamMessage[] = [];
  const server = new StreamServer(table, handlers, (message) => messages.push(message));
  const id = randomUUID();
  const open = (name: string, args: unknown): void =>
    server.receive({ do: 'open', id, name, args });
  const values = (): unknown[] => messages.flatMap((each) => ('value' in each ? [each.value] : []));
  const end = () => vi.waitFor(() => expect(messages.at(-1)).toHaveProperty('end'));
  return { server, messages, id, open, values, end };
}

describe('a stream', () => {
  it('hands on what there is, and its end', async () => {
    const { open, values, messages, end, id } = served();
    open('count', [3]);
    await end();
    expect(values()).toEqual([1, 2, 3]);
    expect(messages.at(-1)).toEqual({ id, end: null });
  });

  it('tells why it failed', async () => {
    const { open, messages, end, id } = served();
    open('fail', []);
    await end();
    expect(messages).toEqual([{ id, end: errorInfo('docker.denied') }]);
  });

  it.each([
    ['another name', 'toString', []],
    ['other arguments', 'count', ['many']],
  ])('refuses %s', async (_what, name, args) => {
    const { open, messages, end } = served();
    open(name, args);
    await end();
    expect(messages).toMatchObject([{ end: { retryable: false } }]);
  });

  it('waits for a listener that is behind', async () => {
    const { server, id, open, values, end } = served();
    open('count', [STREAM_CREDIT + 2]);
    await vi.waitFor(() => expect(values()).toHaveLength(STREAM_CREDIT));
    await new Promise(setImmediate);
    expect(values()).toHaveLength(STREAM_CREDIT);
    server.receive({ do: 'took', id });
    server.receive({ do: 'took', id });
    server.receive({ do: 'took', id });
    await end();
    expect(values()).toHaveLength(STREAM_CREDIT + 2);
  });

  it('hears what its caller says, and nothing else', async () => {
    const { server, id, open, values, end } = served();
    open('echo', []);
    server.receive({ do: 'input', id, value: 42 });
    server.receive({ do: 'input', id, value: 'hello' });
    await vi.waitFor(() => expect(values()).toEqual(['hello']));
    server.receive({ do: 'input', id, value: 'bye' });
    await end();
  });

  it('ends when nobody listens any more', async () => {
    const { server, id, open, values, messages } = served();
    open('count', [1000]);
    await vi.waitFor(() => expect(values()).toHaveLength(STREAM_CREDIT));
    server.receive({ do: 'close', id });
    await vi.waitFor(() => expect(ended).toEqual(['count']));
    expect(messages).toHaveLength(STREAM_CREDIT);
  });

  it('ends with its page', async () => {
    const { server, open } = served();
    open('echo', []);
    server.close();
    await vi.waitFor(() => expect(ended).toEqual(['echo']));
  });

  it.each([undefined, 'open', { do: 'open' }, { do: 'took', id: 'x' }])('ignores %j', (message) => {
    const { server, messages } = served();
    server.receive(message);
    expect(messages).toEqual([]);
  });
});
