import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEchoProbe, type EchoProbe, type ProbeHealth } from './echo-probe';
import { buildEchoReply, type Echo } from './icmp';

const LOCAL = '198.18.0.0';
const PEER = '198.18.0.1';

let probe: EchoProbe;
let requests: Buffer[];
let received: number;
let carried: number;
let health: ProbeHealth | undefined;
const onSilent = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  onSilent.mockReset();
  requests = [];
  received = 0;
  carried = 0;
  health = undefined;
  probe = startEchoProbe({
    local: LOCAL,
    peer: PEER,
    send: (packet) => requests.push(packet),
    received: () => received,
    carried: () => carried,
    onHealth: (latest) => (health = latest),
    onSilent,
  });
});

afterEach(() => {
  probe.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** The gateway's reply to a request, with some of it changed. */
function replyTo(request: Buffer | undefined, change: Partial<Echo> = {}): Buffer {
  if (!request) throw new Error('nothing was asked');
  return buildEchoReply({
    source: request.readUInt32BE(16),
    destination: request.readUInt32BE(12),
    id: request.readUInt16BE(24),
    sequence: request.readUInt16BE(26),
    payload: request.subarray(28),
    ...change,
  });
}

/** Seconds of a link that answers after `delay` milliseconds. */
function answer(seconds: number, delay: number): void {
  for (let second = 0; second < seconds; second++) {
    const request = requests.at(-1);
    vi.advanceTimersByTime(delay);
    expect(probe.take(replyTo(request))).toBe(true);
    vi.advanceTimersByTime(1_000 - delay);
  }
}

describe('health', () => {
  it('has the round trip of each echo, once per second', () => {
    answer(3, 20);
    expect(health).toEqual({ rttMs: 20, window: [20, 20, 20], loss: 0 });
    expect(requests).toHaveLength(4);
  });

  it('counts what was overtaken as lost, in its place', () => {
    answer(1, 10);
    vi.advanceTimersByTime(1_000);
    answer(1, 30);
    expect(health).toEqual({ rttMs: 30, window: [10, null, 30], loss: 1 / 3 });
  });

  it('counts what has no reply for two seconds as lost, and keeps the last round trip', () => {
    answer(1, 10);
    vi.advanceTimersByTime(2_000);
    expect(health).toEqual({ rttMs: 10, window: [10, null], loss: 0.5 });
  });

  it('forgets what is older than 120 echoes', () => {
    answer(1, 700);
    answer(120, 5);
    expect(health?.window).toEqual(Array<number>(120).fill(5));
  });
});

describe('silence', () => {
  it('is five lost echoes in a row, told once', () => {
    answer(2, 10);
    vi.advanceTimersByTime(5_000);
    expect(onSilent).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
  });

  it('is not a link too full for the echoes to come in time', () => {
    for (let second = 0; second < 30; second++) {
      received += 100;
      vi.advanceTimersByTime(1_000);
    }
    expect(onSilent).not.toHaveBeenCalled();
  });

  it('is not a connection that is filled by something else', () => {
    for (let second = 0; second < 30; second++) {
      carried += 600_000;
      vi.advanceTimersByTime(1_000);
    }
    expect(onSilent).not.toHaveBeenCalled();
  });

  it('is a connection that only keeps itself alive', () => {
    for (let second = 0; second < 30; second++) {
      carried += 1_000;
      vi.advanceTimersByTime(1_000);
    }
    expect(onSilent).toHaveBeenCalledTimes(1);
  });

  it('starts over with each reply', () => {
    vi.advanceTimersByTime(5_000);
    answer(1, 10);
    vi.advanceTimersByTime(5_000);
    expect(onSilent).not.toHaveBeenCalled();
  });
});

describe('what is taken', () => {
  it.each([
    ['id', { id: 0x1_0000 }],
    ['payload', { payload: Buffer.from('gangway\0somebody else') }],
    ['source', { source: 1 }],
    ['destination', { destination: 1 }],
  ])('is no reply with another %s', (field, change) => {
    const [request] = requests;
    const other = field === 'id' ? { id: ((request?.readUInt16BE(24) ?? 0) + 1) & 0xffff } : change;
    expect(probe.take(replyTo(request, other))).toBe(false);
    expect(probe.take(replyTo(request))).toBe(true);
  });

  it('is a reply that comes twice, but it counts once', () => {
    const reply = replyTo(requests[0]);
    expect([probe.take(reply), probe.take(reply)]).toEqual([true, true]);
    vi.advanceTimersByTime(1_000);
    expect(health?.window).toHaveLength(1);
  });
});

describe('verify', () => {
  it('resolves with the round trip of an echo of its own', async () => {
    const verified = probe.verify(5_000);
    const request = requests.at(-1);
    vi.advanceTimersByTime(40);
    probe.take(replyTo(request));
    await expect(verified).resolves.toBe(40);
    vi.advanceTimersByTime(960);
    expect(health?.window).toEqual([]);
  });

  it('stands a lost packet', async () => {
    const verified = probe.verify(5_000);
    vi.advanceTimersByTime(500);
    const second = requests.at(-1);
    vi.advanceTimersByTime(30);
    probe.take(replyTo(second));
    await expect(verified).resolves.toBe(30);
  });

  it('rejects in time', async () => {
    const verified = expect(probe.verify(5_000)).rejects.toMatchObject({
      info: { code: 'net.silent', detail: { peer: PEER, timeoutMs: 5_000 } },
    });
    vi.advanceTimersByTime(5_000);
    await verified;
  });

  it('rejects when the probe stops', async () => {
    const verified = expect(probe.verify(5_000)).rejects.toMatchObject({
      info: { code: 'net.silent' },
    });
    probe.stop();
    await verified;
  });
});
