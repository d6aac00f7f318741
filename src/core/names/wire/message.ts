/** What is common to all DNS messages (RFC 1035, 4): numbers, and where names and records end. */

export const HEADER_BYTES = 12;
/** The most that fits behind a length of two bytes (RFC 1035, 4.2.2). */
export const MAX_MESSAGE_BYTES = 0xffff;
/** Of a record between its owner and its data: type, class, TTL, length. */
export const RECORD_FIELDS = 10;
const MAX_NAME_BYTES = 255;
const POINTER = 0xc0;

/** Bits of the header's second word. */
export const FLAG = {
  response: 0x8000,
  authoritative: 0x0400,
  truncated: 0x0200,
  recursionDesired: 0x0100,
  recursionAvailable: 0x0080,
  checkingDisabled: 0x0010,
} as const;

export const RCODE = {
  noError: 0,
  formatError: 1,
  servfail: 2,
  nxdomain: 3,
  notImplemented: 4,
  refused: 5,
  /** Of EDNS: its upper bits are in the OPT record (RFC 6891, 6.1.3). */
  badVersion: 16,
} as const;

export const TYPE = {
  ...{ a: 1, ns: 2, soa: 6, ptr: 12, aaaa: 28, opt: 41 },
  ...{ ixfr: 251, axfr: 252, any: 255 },
} as const;

export const CLASS_IN = 1;

export function opcodeOf(flags: number): number {
  return (flags >>> 11) & 0xf;
}

/**
 * Where the name at `at` ends; -1 if it is none. Pointers have to lead to before the name that they are in, so that
 * none goes in circles.
 */
export function endOfName(packet: Buffer, at: number): number {
  let end = -1;
  let begin = at;
  let bytes = 1;
  for (let offset = at; ;) {
    const length = packet[offset];
    if (length === undefined) return -1;
    if (length === 0) return end < 0 ? offset + 1 : end;
    if (length < 0x40) {
      bytes += length + 1;
      if (bytes > MAX_NAME_BYTES) return -1;
      offset += length + 1;
    } else if (length >= POINTER && offset + 1 < packet.length) {
      if (end < 0) end = offset + 2;
      const target = packet.readUInt16BE(offset) & 0x3fff;
      if (target < HEADER_BYTES || target >= begin) return -1;
      begin = offset = target;
    } else {
      return -1;
    }
  }
}

export interface RecordSpan {
  readonly type: number;
  /** Of its type: what stands before it is the owner's name. */
  readonly at: number;
  readonly end: number;
}

/** The record at `at`; `undefined` if there is none that is whole. */
export function recordAt(packet: Buffer, at: number): RecordSpan | undefined {
  const fields = endOfName(packet, at);
  if (fields < 0 || fields + RECORD_FIELDS > packet.length) return undefined;
  const end = fields + RECORD_FIELDS + packet.readUInt16BE(fields + 8);
  return end > packet.length ? undefined : { type: packet.readUInt16BE(fields), at: fields, end };
}

/** Whether the message ends with exactly the records that its header counts, from `at` on. */
export function isWholeFrom(packet: Buffer, at: number): boolean {
  let left = packet.readUInt16BE(6) + packet.readUInt16BE(8) + packet.readUInt16BE(10);
  let offset = at;
  for (; left > 0; left--) {
    const record = recordAt(packet, offset);
    if (!record) return false;
    offset = record.end;
  }
  return offset === packet.length;
}
