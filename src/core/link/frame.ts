/**
 * How packets travel between tun device, link and transport. Pure.
 *
 * A frame is a length (32 bits, big-endian, of what follows), a `struct virtio_net_hdr` (10 bytes) and one
 * IP packet: what the relay and we say to each other, and but for the length what a tun device with
 * IFF_VNET_HDR reads and writes. With offload on, a packet is up to 64 KiB of TCP that nobody has cut into
 * segments or summed up yet; the header says how to (virtio 1.2, 5.1.6).
 */

export const LENGTH_BYTES = 4;
/** Bytes of the virtio header. */
export const OFFLOAD_HEADER = 10;
/** Bytes before the packet. */
export const FRAME_HEAD = LENGTH_BYTES + OFFLOAD_HEADER;
const SHORTEST_PACKET = 20;
const LONGEST_PACKET = 65_535;
/** The most that a frame's length may say. */
export const LONGEST_BODY = OFFLOAD_HEADER + LONGEST_PACKET;
const SHORTEST_BODY = OFFLOAD_HEADER + SHORTEST_PACKET;

/** One frame without offload around a packet. */
export function frameOf(packet: Buffer): Buffer {
  const frame = Buffer.alloc(FRAME_HEAD + packet.length);
  frame.writeUInt32BE(OFFLOAD_HEADER + packet.length, 0);
  packet.copy(frame, FRAME_HEAD);
  return frame;
}

/** Visits the whole frames that `frames` consists of. */
export function eachFrame(frames: Buffer, visit: (frame: Buffer) => void): void {
  for (let start = 0; start < frames.length;) {
    const end = start + LENGTH_BYTES + frames.readUInt32BE(start);
    visit(frames.subarray(start, end));
    start = end;
  }
}

/**
 * Cuts a byte stream into frames and hands on each one's body (virtio header and packet), which is only
 * valid during the call. It holds one unfinished frame at most, 64 KiB.
 */
export class FrameReader {
  readonly #deliver: (body: Buffer) => void;
  readonly #unfinished = Buffer.allocUnsafeSlow(LENGTH_BYTES + LONGEST_BODY);
  #held = 0;

  constructor(deliver: (body: Buffer) => void) {
    this.#deliver = deliver;
  }

  /** False at a frame of impossible length: the stream makes no sense from here on. */
  push(chunk: Buffer): boolean {
    let start = 0;
    if (this.#held > 0) {
      start = this.#finish(chunk);
      if (start < 0) return false;
    }
    while (chunk.length - start >= LENGTH_BYTES) {
      const length = chunk.readUInt32BE(start);
      if (!isPossible(length)) return false;
      const end = start + LENGTH_BYTES + length;
      if (end > chunk.length) break;
      this.#deliver(chunk.subarray(start + LENGTH_BYTES, end));
      start = end;
    }
    if (start < chunk.length) this.#hold(chunk, start, chunk.length);
    return true;
  }

  /** Completes what is held; how much of the chunk that took, or -1. */
  #finish(chunk: Buffer): number {
    let taken = 0;
    if (this.#held < LENGTH_BYTES) {
      taken = Math.min(LENGTH_BYTES - this.#held, chunk.length);
      this.#hold(chunk, 0, taken);
      if (this.#held < LENGTH_BYTES) return taken;
    }
    const length = this.#unfinished.readUInt32BE(0);
    if (!isPossible(length)) return -1;
    const size = LENGTH_BYTES + length;
    const end = Math.min(taken + size - this.#held, chunk.length);
    this.#hold(chunk, taken, end);
    if (this.#held === size) {
      this.#held = 0;
      this.#deliver(this.#unfinished.subarray(LENGTH_BYTES, size));
    }
    return end;
  }

  #hold(chunk: Buffer, start: number, end: number): void {
    chunk.copy(this.#unfinished, this.#held, start, end);
    this.#held += end - start;
  }
}

function isPossible(length: number): boolean {
  return length >= SHORTEST_BODY && length <= LONGEST_BODY;
}

const NEEDS_CSUM = 1;
const DATA_VALID = 2;
const GSO_NONE = 0;
const GSO_TCPV4 = 1;
const GSO_TCPV6 = 4;
const GSO_ECN = 0x80;
const IPV6_HEADER = 40;
const TCP_HEADER = 20;

/**
 * Whether the virtio header of a frame's body asks for nothing that its IP packet does not hold. The kernel
 * checks too, but what comes from a gateway need not reach that code. All fields are little-endian here.
 */
export function isOffloadSound(body: Buffer): boolean {
  const flags = body.readUInt8(0);
  const type = body.readUInt8(1);
  if (flags === 0 && type === GSO_NONE) return true;
  const size = body.length - OFFLOAD_HEADER;
  const first = body.readUInt8(OFFLOAD_HEADER);
  const isV6 = first >> 4 === 6;
  const ipHeader = isV6 ? IPV6_HEADER : (first & 0x0f) * 4;
  if ((flags & ~(NEEDS_CSUM | DATA_VALID)) !== 0) return false;
  const start = body.readUInt16LE(6);
  if ((flags & NEEDS_CSUM) !== 0) {
    if (start < ipHeader || start + body.readUInt16LE(8) + 2 > size) return false;
  }
  if (type === GSO_NONE) return true;
  const header = body.readUInt16LE(2);
  return (
    (type & ~GSO_ECN) === (isV6 ? GSO_TCPV6 : GSO_TCPV4) &&
    (flags & NEEDS_CSUM) !== 0 &&
    start + TCP_HEADER <= size &&
    header >= start &&
    header <= size &&
    body.readUInt16LE(4) > 0
  );
}
