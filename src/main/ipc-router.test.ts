import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '../shared/errors';
import type { Reply } from '../shared/ipc/builders';
import { makeClient } from '../shared/ipc/client';
import { engineCalls, shellCalls } from '../shared/ipc/schema';
import { routeCalls } from './ipc-router';

type Listener = (event: unknown, ...args: unknown[]) => Promise<Reply<unknown>>;

const { channels, streamListeners } = vi.hoisted(() => ({
  channels: new Map<string, Listener>(),
  streamListeners: new Map<string, (event: unknown, message: unknown) => void>(),
}));

vi.mock('electron', () => ({
  app: { isPackaged: true },
  net: {},
  protocol: {},
  ipcMain: {
    on(channel: string, listener: (event: unknown, message: unknown) => void) {
      streamListeners.set(channel, listener);
    },
    handle(channel: string, listener: Listener) {
      if (channels.has(channel)) throw new Error(`second handler for ${channel}`);
      channels.set(channel, listener);
    },
  },
}));
vi.mock('./log', () => ({ log: { warn: () => undefined } }));

const id = 'b7b9ee08-0a7b-4d0d-8f83-0e0a4c2f1b11';
const ourFrame = { url: 'app://gangway/index.html' };
const window = { mainFrame: ourFrame } as unknown as WebContents;
const ours = { sender: window, senderFrame: ourFrame };

const nothing = (): AsyncIterable<never> => ({
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
});
const streamHandlers = {
  logs: nothing,
  shell: nothing,
  usage: nothing,
  testConnection: nothing,
};

const call = (name: string, event: unknown, ...args: unknown[]): Promise<Reply<unknown>> =>
  channels.get(`gangway:call:${name}`)?.(event, ...args) ?? Promise.reject(new Error(name));

describe('the IPC router', () => {
  const called: string[] = [];
  const record = (name: string): Promise<string> => {
    called.push(name);
    if (name === 'removeProfile') throw failure('config.unknown-profile', { id });
    return Promise.resolve(`did ${name}`);
  };

  const routeCallsAgain = (page: WebContents): void => {
    channels.clear();
    routeCalls((each) => each === page, {
      engine: makeClient(engineCalls, record),
      streams: streamHandlers,
      shell: makeClient(shellCalls, record),
    });
  };

  beforeEach(() => {
    called.length = 0;
    routeCallsAgain(window);
  });

  it('has exactly one handler for every call of the schema', () => {
    const names = [...Object.keys(engineCalls), ...Object.keys(shellCalls)];
    expect([...channels.keys()].sort()).toEqual(names.map((n) => `gangway:call:${n}`).sort());
  });

  it('answers our own page', async () => {
    expect(await call('connect', ours, id)).toEqual({ ok: true, value: 'did connect' });
    expect(await call('snapshot', { ...ours, senderFrame: ourFrame })).toMatchObject({ ok: true });
  });

  it.each([
    ['another window', { sender: {}, senderFrame: ourFrame }],
    ['a sub-frame', { sender: window, senderFrame: { url: 'app://gangway/index.html' } }],
    ['a frame that is gone', { sender: window, senderFrame: null }],
  ])('refuses %s', async (_who, event) => {
    expect(await call('connect', event, id)).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });

  it('refuses our window once it shows something else', async () => {
    const frame = { url: 'https://example.com/index.html' };
    const moved = { mainFrame: frame } as unknown as WebContents;
    routeCallsAgain(moved);
    expect(await call('connect', { sender: moved, senderFrame: frame }, id)).toMatchObject({
      ok: false,
    });
    expect(called).toEqual([]);
  });

  it('refuses arguments that the schema does not know', async () => {
    expect(await call('connect', ours, 'not an id')).toMatchObject({
      ok: false,
      error: { code: 'config.invalid' },
    });
    expect(await call('openUrl', ours, 'file:///etc/passwd')).toMatchObject({ ok: false });
    expect(called).toEqual([]);
  });

  it('hands failures over as values', async () => {
    expect(await call('removeProfile', ours, id)).toEqual({
      ok: false,
      error: { code: 'config.unknown-profile', retryable: false, detail: { id } },
    });
  });

  it('opens streams for our own page alone', () => {
    const sent: unknown[] = [];
    const page = Object.assign(new EventEmitter(), {
      mainFrame: ourFrame,
      isDestroyed: () => false,
      send: (_channel: string, message: unknown) => sent.push(message),
    });
    const streams = new Map(streamListeners);
    routeCallsAgain(page as unknown as WebContents);
    const listen = streamListeners.get('gangway:stream');
    expect(streams.size).toBe(1);
    const request = { do: 'open', id, name: 'toString', args: [] };
    listen?.({ sender: {}, senderFrame: ourFrame }, request);
    expect(sent).toEqual([]);
    listen?.({ sender: page, senderFrame: ourFrame }, request);
    return vi.waitFor(() => expect(sent).toMatchObject([{ id, end: { code: 'internal' } }]));
  });
});
