import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eachFrame,
  FRAME_HEAD,
  FrameReader,
  frameOf,
  isOffloadSound,
  LENGTH_BYTES,
  LONGEST_BODY,
  OFFLOAD_HEADER,
} from './frame';

const packet = fc
  .uint8Array({ minLength: 20, maxLength: 3_000 })
  .map((bytes) => Buffer.from(bytes));

/** A stream of frames, in chunks of any size. */
const cut = fc.record({
  packets: fc.array(packet, { maxLength: 12 }),
  cuts: fc.array(fc.nat(40_000), { maxLength: 40 }),
});

function chunksOf(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [0, ...cuts.map((at) => Math.min(at, stream.length)), stream.length];
  edges.sort((a, b) => a - b);
  return edges.slice(1).map((end, i) => stream.subarray(edges[i], end));
}

function read(chunks: readonly Buffer[]) {
  const bodies: Buffer[] = [];
  const reader = new FrameReader((body) => bodies.push(Buffer.from(body)));
  return { bodies, makesSense: chunks.every((chunk) => reader.push(chunk)) };
}

describe('FrameReader', () => {
  it('gives the frames of a stream, however it is split and joined', () => {
    fc.assert(
      fc.property(cut, ({ packets, cuts }) => {
        const frames = packets.map(frameOf);
        const { bodies, makesSense } = read(chunksOf(Buffer.concat(frames), cuts));
        expect(makesSense).toBe(true);
        expect(bodies).toEqual(frames.map((frame) => frame.subarray(LENGTH_BYTES)));
      }),
    );
  });

  it('gives all but the last of a truncated stream', () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1 }), fc.nat(), (packets, lost) => {
        const frames = packets.map(frameOf);
        const stream = Buffer.concat(frames);
        const last = frames.at(-1)?.length ?? 0;
        const { bodies, makesSense } = read([
          stream.subarray(0, stream.length - 1 - (lost % last)),
        ]);
        expect(makesSense).toBe(true);
        expect(bodies).toHaveLength(packets.length - 1);
      }),
    );
  });

  it('takes a frame of the greatest length, in one and in many pieces', () => {
    const frame = Buffer.alloc(LENGTH_BYTES + LONGEST_BODY, 7);
    frame.writeUInt32BE(LONGEST_BODY);
    for (const chunks of [[frame], chunksOf(frame, [1, 3, 32_768, 65_000])]) {
      expect(read(chunks).bodies).toEqual([frame.subarray(LENGTH_BYTES)]);
    }
  });

  it.each([0, 29, LONGEST_BODY + 1, 0xffff_ffff])('ends at the length %i', (length) => {
    const head = Buffer.alloc(LENGTH_BYTES);
    head.writeUInt32BE(length);
    const before = frameOf(Buffer.alloc(20));
    const whole = Buffer.concat([before, head, Buffer.alloc(100)]);
    for (const chunks of [[whole], chunksOf(whole, [before.length + 2])]) {
      const { bodies, makesSense } = read(chunks);
      expect({ frames: bodies.length, makesSense }).toEqual({ frames: 1, makesSense: false });
    }
  });

  it('neither throws nor gives impossible frames, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const { bodies } = read(chunks.map((chunk) => Buffer.from(chunk)));
        for (const { length } of bodies) {
          expect(length).toBeGreaterThanOrEqual(OFFLOAD_HEADER + 20);
          expect(length).toBeLessThanOrEqual(LONGEST_BODY);
        }
      }),
    );
  });
});

it('eachFrame visits what frameOf made', () => {
  fc.assert(
    fc.property(fc.array(packet), (packets) => {
      const seen: Buffer[] = [];
      eachFrame(Buffer.concat(packets.map(frameOf)), (frame) => {
        seen.push(frame.subarray(FRAME_HEAD));
      });
      expect(seen).toEqual(packets);
    }),
  );
});

describe('isOffloadSound', () => {
  /** A body with a packet of 100 bytes, whose IPv4 header is 20 bytes long. */
  function body(
    header: Partial<Record<'flags' | 'type' | 'length' | 'size' | 'start' | 'offset', number>>,
    first = 0x45,
  ) {
    const bytes = Buffer.alloc(OFFLOAD_HEADER + 100);
    bytes[0] = header.flags ?? 0;
    bytes[1] = header.type ?? 0;
    bytes.writeUInt16LE(header.length ?? 0, 2);
    bytes.writeUInt16LE(header.size ?? 0, 4);
    bytes.writeUInt16LE(header.start ?? 0, 6);
    bytes.writeUInt16LE(header.offset ?? 0, 8);
    bytes[OFFLOAD_HEADER] = first;
    return bytes;
  }
  const tcp = { flags: 1, type: 1, length: 40, size: 1460, start: 20, offset: 16 };

  it.each([
    ['nothing', {}],
    ['checked by the hardware', { flags: 2 }],
    ['a checksum to fill in', { flags: 1, start: 20, offset: 6 }],
    ['the last two bytes as checksum', { flags: 1, start: 90, offset: 8 }],
    ['TCP to cut', tcp],
    ['TCP to cut, with ECN', { ...tcp, type: 0x81 }],
  ])('takes %s', (_what, header) => {
    expect(isOffloadSound(body(header))).toBe(true);
  });

  it.each([
    ['unknown flags', { flags: 4 }],
    ['a checksum inside the IP header', { flags: 1, start: 10, offset: 0 }],
    ['a checksum behind the packet', { flags: 1, start: 90, offset: 9 }],
    ['a checksum that wraps around', { flags: 1, start: 65_535, offset: 65_535 }],
    ['TCP without a checksum to fill in', { ...tcp, flags: 0 }],
    ['TCP in no pieces', { ...tcp, size: 0 }],
    ['a TCP header behind the packet', { ...tcp, start: 90, offset: 0, length: 90 }],
    ['headers longer than the packet', { ...tcp, length: 101 }],
    ['headers that end before TCP', { ...tcp, length: 10 }],
    ['UDP to cut', { ...tcp, type: 3 }],
    ['IPv6 in an IPv4 packet', { ...tcp, type: 4 }],
    ['ECN of nothing', { type: 0x80 }],
  ])('refuses %s', (_what, header) => {
    expect(isOffloadSound(body(header))).toBe(false);
  });

  describe('of an IPv6 packet', () => {
    const tcp6 = { flags: 1, type: 4, length: 60, size: 1440, start: 40, offset: 16 };

    it.each([
      ['nothing', {}],
      ['a checksum to fill in', { flags: 1, start: 40, offset: 6 }],
      ['TCP to cut', tcp6],
      ['TCP to cut, with ECN', { ...tcp6, type: 0x84 }],
      ['TCP to cut behind an extension header', { ...tcp6, start: 48, length: 68 }],
    ])('takes %s', (_what, header) => {
      expect(isOffloadSound(body(header, 0x60))).toBe(true);
    });

    it.each([
      ['a checksum inside the IP header', { flags: 1, start: 39, offset: 0 }],
      ['a checksum where that of IPv4 would be', { flags: 1, start: 20, offset: 16 }],
      ['a checksum behind the packet', { flags: 1, start: 90, offset: 9 }],
      ['TCP without a checksum to fill in', { ...tcp6, flags: 0 }],
      ['a TCP header behind the packet', { ...tcp6, start: 90, offset: 0, length: 90 }],
      ['IPv4 in an IPv6 packet', { ...tcp6, type: 1 }],
      ['UDP to cut', { ...tcp6, type: 3 }],
    ])('refuses %s', (_what, header) => {
      expect(isOffloadSound(body(header, 0x60))).toBe(false);
    });
  });

  it('stays within the packet, whatever is asked for', () => {
    const fields = fc.record({
      flags: fc.nat(3),
      type: fc.constantFrom(0, 1, 4, 0x81, 0x84),
      length: fc.nat(120),
      size: fc.nat(2_000),
      start: fc.nat(120),
      offset: fc.nat(120),
    });
    fc.assert(
      fc.property(fields, fc.constantFrom(0x45, 0x60), (header, first) => {
        fc.pre(isOffloadSound(body(header, first)));
        if ((header.flags & 1) !== 0) expect(header.start + header.offset + 2).toBeLessThan(101);
        if (header.type !== 0) expect(header.start + 20).toBeLessThan(101);
        if (header.type !== 0) expect(header.length).toBeLessThan(101);
      }),
    );
  });
});
