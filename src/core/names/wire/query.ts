/**
 * Reads what somebody asks. Stricter than dns-packet, and keeps the question's own bytes: they go back as they came,
 * and a label that contains a dot is not taken for two.
 */
import { decode } from 'dns-packet';
import {
  CLASS_IN,
  FLAG,
  HEADER_BYTES,
  RCODE,
  RECORD_FIELDS,
  TYPE,
  endOfName,
  opcodeOf,
  recordAt,
  type RecordSpan,
} from './message';

/** Of EDNS (RFC 6891). */
interface Edns {
  /** The longest answer over UDP that the asker takes: bytes. */
  readonly size: number;
  readonly version: number;
  readonly dnssecOk: boolean;
}

export interface Query {
  readonly kind: 'query';
  readonly id: number;
  readonly recursionDesired: boolean;
  readonly checkingDisabled: boolean;
  /** Name, type and class as they were asked. */
  readonly question: Buffer;
  /** Lower case, without a dot at the end; a dot or backslash inside a label has a backslash before it. */
  readonly name: string;
  /** Where each label begins: in `name`, and in the message that has the question behind its header. */
  readonly labels: readonly Label[];
  readonly type: number;
  readonly class: number;
  readonly edns: Edns | null;
}

export interface Label {
  readonly text: number;
  readonly wire: number;
}

/** Well-formed, but nothing that can be answered but with an error. */
export interface Fault {
  readonly kind: 'fault';
  readonly id: number;
  /** Second word of the header, as it was asked. */
  readonly flags: number;
  readonly rcode: number;
}

const DOT = 0x2e;
const BACKSLASH = 0x5c;
/** A name of 255 bytes, each of which needs a backslash. */
const text = Buffer.alloc(512);

/** `undefined` for a response, and for what is no whole message: bytes missing, left over, or pointers anywhere odd. */
export function readQuery(packet: Buffer): Query | Fault | undefined {
  if (packet.length < HEADER_BYTES) return undefined;
  const flags = packet.readUInt16BE(2);
  if (flags & FLAG.response) return undefined;
  const questions = packet.readUInt16BE(4);
  let offset = HEADER_BYTES;
  for (let index = 0; index < questions; index++) {
    const end = endOfName(packet, offset);
    if (end < 0 || end + 4 > packet.length) return undefined;
    offset = end + 4;
  }
  const end = offset;
  const before = packet.readUInt16BE(6) + packet.readUInt16BE(8);
  const records = before + packet.readUInt16BE(10);
  let opt: RecordSpan | undefined;
  let isFaulty = before > 0 || questions !== 1;
  let hasData = false;
  for (let index = 0; index < records; index++) {
    const record = recordAt(packet, offset);
    if (!record) return undefined;
    hasData ||= record.type !== TYPE.opt || record.end > record.at + RECORD_FIELDS;
    if (record.type === TYPE.opt) {
      if (!areOptions(packet, record)) return undefined;
      // One, and its owner is the root (RFC 6891, 6.1.1 and 6.1.2).
      isFaulty ||= opt !== undefined || record.at !== offset + 1;
      opt = record;
    }
    offset = record.end;
  }
  if (offset !== packet.length || (hasData && !isDecodable(packet))) return undefined;
  const id = packet.readUInt16BE(0);
  if (opcodeOf(flags) !== 0) return { kind: 'fault', id, flags, rcode: RCODE.notImplemented };
  if (isFaulty) return { kind: 'fault', id, flags, rcode: RCODE.formatError };
  const edns = opt ? ednsOf(packet, opt.at) : null;
  return queryOf(packet, { id, flags, end, edns });
}

interface Header {
  readonly id: number;
  readonly flags: number;
  /** Of the question. */
  readonly end: number;
  readonly edns: Edns | null;
}

function queryOf(packet: Buffer, { id, flags, end, edns }: Header): Query | undefined {
  const labels: Label[] = [];
  let length = 0;
  let offset = HEADER_BYTES;
  for (let left = packet[offset] ?? 0; left > 0; left = packet[offset] ?? 0) {
    // Nothing stands before the question that it could point to.
    if (left >= 0x40) return undefined;
    if (labels.length > 0) text[length++] = DOT;
    labels.push({ text: length, wire: offset });
    for (offset++; left > 0; left--) {
      const byte = packet[offset++] ?? 0;
      if (byte === DOT || byte === BACKSLASH) text[length++] = BACKSLASH;
      text[length++] = lowerCase(byte);
    }
  }
  return {
    kind: 'query',
    id,
    recursionDesired: (flags & FLAG.recursionDesired) !== 0,
    checkingDisabled: (flags & FLAG.checkingDisabled) !== 0,
    question: packet.subarray(HEADER_BYTES, end),
    name: text.toString('latin1', 0, length),
    labels,
    type: packet.readUInt16BE(end - 4),
    class: packet.readUInt16BE(end - 2),
    edns,
  };
}

/** Codes and lengths that fill the record (RFC 6891, 6.1.2). */
function areOptions(packet: Buffer, { at, end }: RecordSpan): boolean {
  let offset = at + RECORD_FIELDS;
  while (offset + 4 <= end) offset += 4 + packet.readUInt16BE(offset + 2);
  return offset === end;
}

/** What is in records is of no use to us, but has to be in order: seldom any comes with a question. */
function isDecodable(packet: Buffer): boolean {
  try {
    decode(packet);
    return decode.bytes === packet.length;
  } catch {
    return false;
  }
}

function ednsOf(packet: Buffer, at: number): Edns {
  return {
    size: packet.readUInt16BE(at + 2),
    version: packet.readUInt8(at + 5),
    dnssecOk: (packet.readUInt8(at + 6) & 0x80) !== 0,
  };
}

/** Of ASCII only (RFC 4343). */
export function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** A question of our own, as if it had come; `undefined` if it is no name. */
export function queryFor(name: string, type: number): Query | undefined {
  const labels = name.split('.').map((label) => Buffer.from(label, 'latin1'));
  if (labels.some(({ length }) => length === 0 || length > 63)) return undefined;
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(FLAG.recursionDesired, 2);
  header.writeUInt16BE(1, 4);
  const wire = labels.flatMap((label) => [Buffer.from([label.length]), label]);
  const query = readQuery(Buffer.concat([header, ...wire, Buffer.from([0, 0, type, 0, CLASS_IN])]));
  return query?.kind === 'query' ? query : undefined;
}
