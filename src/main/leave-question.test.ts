import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaveQuestion } from './leave-question';

/** A window whose page does `onClose` when it is to close. */
function windowThat(onClose: (window: EventEmitter, page: EventEmitter) => void) {
  const page = new EventEmitter();
  const window = new EventEmitter();
  const close = vi.fn(() => onClose(window, page));
  return Object.assign(window, { webContents: page, close });
}

describe('quitting', () => {
  const question = new LeaveQuestion();
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('needs no answer without a window, nor from one that just closes', async () => {
    await expect(question.ask(undefined)).resolves.toBe(true);
    const window = windowThat((each) => each.emit('closed'));
    await expect(question.ask(window)).resolves.toBe(true);
  });

  it('waits for the person where a page asks, and is called off or goes on', async () => {
    const window = windowThat((_window, page) => page.emit('will-prevent-unload'));
    const answered = vi.fn();
    const asked = question.ask(window).then(answered);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answered).not.toHaveBeenCalled();
    question.stay();
    await asked;
    expect(answered).toHaveBeenCalledWith(false);

    const again = question.ask(window);
    window.emit('closed');
    await expect(again).resolves.toBe(true);
  });

  it('asked for twice brings the one question up again', async () => {
    const window = windowThat((_window, page) => page.emit('will-prevent-unload'));
    const both = [question.ask(window), question.ask(window)];
    expect(window.close).toHaveBeenCalledTimes(2);
    question.stay();
    await expect(Promise.all(both)).resolves.toEqual([false, false]);
  });

  it('does not wait for a page that hangs', async () => {
    const asked = question.ask(windowThat(() => undefined));
    await vi.advanceTimersByTimeAsync(3_000);
    await expect(asked).resolves.toBe(true);
  });
});
