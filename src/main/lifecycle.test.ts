import type { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followLifecycle } from './lifecycle';

const { app, powerMonitor } = await vi.hoisted(async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  return {
    app: Object.assign(new Emitter(), { exit: vi.fn() }),
    powerMonitor: new Emitter(),
  };
});

vi.mock('electron', () => ({ app, powerMonitor }));
vi.mock('./log', () => ({ log: { warn: () => undefined, error: () => undefined } }));

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Asks to quit as Electron does; returns whether that was put off. */
function quit(): boolean {
  const preventDefault = vi.fn();
  app.emit('before-quit', { preventDefault });
  return preventDefault.mock.calls.length > 0;
}

describe('quitting', () => {
  const stop = vi.fn<() => Promise<void>>();
  const mayQuit = vi.fn<() => Promise<boolean>>();
  const start = (open = (): void => undefined) =>
    followLifecycle({ mayQuit, stop, wake: () => undefined, open });

  beforeEach(() => {
    vi.useFakeTimers();
    mayQuit.mockResolvedValue(true);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.resetAllMocks();
    (app as EventEmitter).removeAllListeners();
    powerMonitor.removeAllListeners();
    for (const signal of SIGNALS) process.removeAllListeners(signal);
  });

  it('waits until everything is down', async () => {
    let down: () => void = () => undefined;
    stop.mockReturnValue(new Promise((resolve) => (down = resolve)));
    const { isQuitting } = start();
    expect(quit()).toBe(true);
    await vi.waitFor(() => expect(isQuitting()).toBe(true));
    expect(quit()).toBe(true);
    expect(stop).toHaveBeenCalledOnce();
    expect(app.exit).not.toHaveBeenCalled();
    down();
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
  });

  it('is called off by who wants to keep what is not saved, and can be asked for again', async () => {
    mayQuit.mockResolvedValueOnce(false);
    stop.mockResolvedValue();
    const { isQuitting } = start();
    expect(quit()).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(isQuitting()).toBe(false);
    expect(stop).not.toHaveBeenCalled();
    quit();
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
  });

  it('waits no longer than five seconds', async () => {
    stop.mockReturnValue(new Promise(() => undefined));
    start();
    quit();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(app.exit).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(app.exit).toHaveBeenCalledWith(0);
  });

  it('ends although something could not be taken down', async () => {
    stop.mockRejectedValue(new Error('stuck'));
    start();
    quit();
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
  });

  it.each(SIGNALS)('asks nobody at %s', async (signal) => {
    mayQuit.mockResolvedValue(false);
    stop.mockResolvedValue();
    const { isQuitting } = start();
    process.emit(signal);
    expect(isQuitting()).toBe(true);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0));
    expect(stop).toHaveBeenCalledOnce();
  });

  it('does not hold up the shutdown of the system', () => {
    stop.mockResolvedValue();
    const { isQuitting } = start();
    powerMonitor.emit('shutdown');
    expect(stop).toHaveBeenCalledOnce();
    expect(isQuitting()).toBe(true);
    expect(quit()).toBe(false);
    expect(isQuitting()).toBe(true);
  });

  it('hands over what a second start was told', () => {
    const open = vi.fn();
    start(open);
    app.emit('second-instance', {}, ['electron', 'gangway://connect/a']);
    expect(open).toHaveBeenCalledWith(['electron', 'gangway://connect/a']);
  });
});
