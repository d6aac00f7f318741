/**
 * Writes answers. dns-packet makes the data of records; the rest is here because it does not compress names, and
 * because the question goes back byte by byte (its case is what many a resolver knows a forged answer by).
 */
import type { Answer } from '../responder';
import { CLASS_IN, FLAG, HEADER_BYTES, MAX_MESSAGE_BYTES, RCODE, TYPE } from './message';
import { lowerCase, type Fault, type Query } from './query';

/** What any asker takes over UDP (RFC 1035, 4.2.1), and what we say that we take: never fragmented anywhere. */
const PLAIN_UDP_BYTES = 512;
const OUR_UDP_BYTES = 1232;
/** The most that we send in one datagram, whatever the asker takes. */
const MAX_UDP_BYTES = 4096;
const OPT_BYTES = 11;
/** Pointer to a name, type, class, TTL; the data's length is counted with the data. */
const RECORD_BYTES = 10;

/** The longest answer that may be given: bytes. */
export function ownLimit(query: Query, transport: 'udp' | 'tcp'): number {
  if (transport === 'tcp') return MAX_MESSAGE_BYTES;
  const size = query.edns?.size ?? PLAIN_UDP_BYTES;
  return Math.min(Math.max(size, PLAIN_UDP_BYTES), MAX_UDP_BYTES);
}

const scratch = Buffer.alloc(MAX_MESSAGE_BYTES);

/** Records that do not fit in `limit` bytes are left out, and the answer says so. All that is told has a TTL of 0. */
export function encodeAnswer(query: Query, answer: Answer, limit: number): Buffer {
  const { question, edns } = query;
  const { records, authority, rcode } = answer;
  const room = limit - (edns ? OPT_BYTES : 0);
  question.copy(scratch, HEADER_BYTES);
  let at = HEADER_BYTES + question.length;
  let answers = 0;
  let isTruncated = false;
  if (records) {
    const { data, type } = records;
    const first = records.turn++ % data.length;
    for (; answers < data.length; answers++) {
      const rdata = data[(first + answers) % data.length] ?? NOTHING;
      if (at + RECORD_BYTES + rdata.length > room) break;
      at = writeRecord(at, HEADER_BYTES, type, rdata);
    }
    isTruncated = answers < data.length;
  }
  if (authority) {
    const owner = query.labels[authority.label]?.wire ?? HEADER_BYTES;
    at = writeRecord(at, owner, TYPE.soa, authority.soa);
  }
  if (edns) at = writeOpt(scratch, at, rcode, edns.dnssecOk);
  const flags =
    FLAG.response |
    (answer.authoritative ? FLAG.authoritative : 0) |
    (rcode === RCODE.refused ? 0 : FLAG.recursionAvailable) |
    (isTruncated ? FLAG.truncated : 0) |
    (query.recursionDesired ? FLAG.recursionDesired : 0) |
    (query.checkingDisabled ? FLAG.checkingDisabled : 0) |
    (rcode & 0xf);
  scratch.writeUInt16BE(query.id, 0);
  scratch.writeUInt16BE(flags, 2);
  scratch.writeUInt16BE(1, 4);
  scratch.writeUInt16BE(answers, 6);
  scratch.writeUInt16BE(authority ? 1 : 0, 8);
  scratch.writeUInt16BE(edns ? 1 : 0, 10);
  return Buffer.from(scratch.subarray(0, at));
}

/** A header alone: what it is about cannot be told. */
export function encodeFault({ id, flags, rcode }: Fault): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(id, 0);
  const opcode = flags & 0x7800;
  header.writeUInt16BE(FLAG.response | opcode | (flags & FLAG.recursionDesired) | rcode, 2);
  return header;
}

/** The same question once more, for a nameserver: an id of its own, lower case, nothing else of the asker. */
export function encodeQuestion(query: Query, id: number): Buffer {
  const { question, edns } = query;
  const packet = Buffer.alloc(HEADER_BYTES + question.length + (edns ? OPT_BYTES : 0));
  const flags =
    (query.recursionDesired ? FLAG.recursionDesired : 0) |
    (query.checkingDisabled ? FLAG.checkingDisabled : 0);
  packet.writeUInt16BE(id, 0);
  packet.writeUInt16BE(flags, 2);
  packet.writeUInt16BE(1, 4);
  packet.writeUInt16BE(edns ? 1 : 0, 10);
  const end = question.length - 4;
  // No length of a label is a letter.
  for (let at = 0; at < end; at++) packet[HEADER_BYTES + at] = lowerCase(question[at] ?? 0);
  question.copy(packet, HEADER_BYTES + end, end);
  if (edns) writeOpt(packet, HEADER_BYTES + question.length, RCODE.noError, edns.dnssecOk);
  return packet;
}

const NOTHING = Buffer.alloc(2);

/** The owner's name is a pointer to where it stands in the question. */
function writeRecord(at: number, owner: number, type: number, rdata: Buffer): number {
  scratch.writeUInt16BE(0xc000 | owner, at);
  scratch.writeUInt16BE(type, at + 2);
  scratch.writeUInt16BE(CLASS_IN, at + 4);
  scratch.writeUInt32BE(0, at + 6);
  rdata.copy(scratch, at + RECORD_BYTES);
  return at + RECORD_BYTES + rdata.length;
}

function writeOpt(packet: Buffer, at: number, rcode: number, dnssecOk: boolean): number {
  packet[at] = 0;
  packet.writeUInt16BE(TYPE.opt, at + 1);
  packet.writeUInt16BE(OUR_UDP_BYTES, at + 3);
  packet.writeUInt32BE(((rcode >>> 4) << 24) | (dnssecOk ? 0x8000 : 0), at + 5);
  packet.writeUInt16BE(0, at + 9);
  return at + OPT_BYTES;
}
