import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseAddress } from '../../shared/cidr';
import { buildEchoReply, checksum } from './icmp';
import { createPinger, type Pinger } from './ping';

const LOCAL = parseAddress('198.18.0.0') ?? NaN;
const THERE = parseAddress('172.17.0.2') ?? NaN;

let pinger: Pinger;
let sent: Buffer[];

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  pinger = createPinger(LOCAL, (packet) => sent.push(packet));
});

afterEach(() => {
  pinger.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const last = () => sent.at(-1) ?? Buffer.alloc(0);

/** What the destination answers, with some of it changed. */
function replyTo(request: Buffer, change: Partial<Parameters<typeof buildEchoReply>[0]> = {}) {
  return buildEchoReply({
    source: request.readUInt32BE(16),
    destination: request.readUInt32BE(12),
    id: request.readUInt16BE(24),
    sequence: request.readUInt16BE(26),
    payload: request.subarray(28),
    ...change,
  });
}

/** What a router says about a request: its header and 8 bytes more, as RFC 792 asks for at least. */
function errorAbout(request: Buffer, type: number, code: number): Buffer {
  const [router, end] = [parseAddress('10.0.0.1') ?? 0, LOCAL];
  const quote = request.subarray(0, 28);
  const facts = { source: router, destination: end, id: 0, sequence: 0, payload: quote };
  const packet = buildEchoReply(facts);
  packet.writeUInt8(type, 20);
  packet.writeUInt8(code, 21);
  packet.writeUInt16BE(0, 22);
  packet.writeUInt16BE(checksum(packet.subarray(20)), 22);
  return packet;
}

describe('a ping', () => {
  it.each([28, 29, 84, 1_500])('of %i bytes is one packet of that size, not to be cut', (bytes) => {
    void pinger.ping('172.17.0.2', bytes, 1_000);
    expect(last()).toHaveLength(bytes);
    expect(last().readUInt16BE(6)).toBe(0x4000);
    expect([last().readUInt32BE(12), last().readUInt32BE(16)]).toEqual([LOCAL, THERE]);
  });

  it('resolves with the round trip, and takes the reply away', async () => {
    const answered = pinger.ping('172.17.0.2', 84, 1_000);
    vi.advanceTimersByTime(30);
    expect(pinger.take(replyTo(last()))).toBe(true);
    await expect(answered).resolves.toEqual({ kind: 'answered', rttMs: 30 });
    expect(pinger.take(replyTo(last()))).toBe(false);
  });

  it.each([
    ['that it is too large', 3, 4],
    ['that nobody is there', 3, 1],
    ['that it went in circles', 11, 0],
  ])('resolves at once with %s', async (_what, type, code) => {
    const refused = pinger.ping('172.17.0.2', 1_500, 1_000);
    expect(pinger.take(errorAbout(last(), type, code))).toBe(true);
    await expect(refused).resolves.toEqual({ kind: 'refused', type, code });
  });

  it('is silent in the end, and when all ends', async () => {
    const late = pinger.ping('172.17.0.2', 84, 1_000);
    vi.advanceTimersByTime(1_000);
    await expect(late).resolves.toEqual({ kind: 'silent' });
    const cut = pinger.ping('172.17.0.2', 84, 1_000);
    pinger.stop();
    await expect(cut).resolves.toEqual({ kind: 'silent' });
  });

  it('to what is no address is refused', async () => {
    await expect(pinger.ping('web', 84, 1_000)).rejects.toThrow('internal');
  });

  it('is one of several', async () => {
    const pings = ['172.17.0.2', '172.17.0.3'].map((address) => pinger.ping(address, 84, 1_000));
    for (const request of [...sent].reverse()) {
      vi.advanceTimersByTime(10);
      expect(pinger.take(replyTo(request))).toBe(true);
    }
    await expect(Promise.all(pings)).resolves.toEqual([
      { kind: 'answered', rttMs: 20 },
      { kind: 'answered', rttMs: 10 },
    ]);
  });
});

describe("what is somebody else's stays", () => {
  beforeEach(() => void pinger.ping('172.17.0.2', 84, 1_000));

  it.each([
    ['another source', { source: THERE + 1 }],
    ['another destination', { destination: LOCAL + 1 }],
    ['another payload', { payload: Buffer.alloc(56) }],
    ['another sequence', { sequence: 7_000 }],
  ])('a reply with %s', (_what, change) => {
    expect(pinger.take(replyTo(last(), change))).toBe(false);
  });

  it('a reply with another id', () => {
    expect(pinger.take(replyTo(last(), { id: last().readUInt16BE(24) ^ 1 }))).toBe(false);
  });

  it('the request itself, sent back', () => {
    expect(pinger.take(last())).toBe(false);
  });

  it.each([
    ['another destination', 19],
    ['another source', 15],
    ['another sequence', 27],
    ['another protocol', 9],
    ['another message', 20],
  ])('an error about a packet with %s', (_what, at) => {
    const request = Buffer.from(last());
    request.writeUInt8(request.readUInt8(at) ^ 3, at);
    expect(pinger.take(errorAbout(request, 3, 1))).toBe(false);
  });

  it('an error whose sum is wrong', () => {
    const packet = errorAbout(last(), 3, 1);
    packet.writeUInt8(4, 21);
    expect(pinger.take(packet)).toBe(false);
  });

  it('whatever comes, and nothing breaks', () => {
    const mangled = fc.tuple(fc.boolean(), fc.nat(90), fc.array(fc.tuple(fc.nat(89), fc.nat(255))));
    fc.assert(
      fc.property(mangled, ([isReply, length, changes]) => {
        const whole = isReply ? replyTo(last()) : errorAbout(last(), 3, 4);
        const packet = whole.subarray(0, Math.min(length, whole.length - 1));
        for (const [at, value] of changes) if (at < packet.length) packet[at] = value;
        expect(pinger.take(packet)).toBe(false);
      }),
    );
  });
});
