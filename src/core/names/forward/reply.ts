/** What a nameserver says: whether it is said to our question, and what the asker gets of it. Pure. */
import { failed } from '../responder';
import { encodeAnswer } from '../wire/answer';
import { FLAG, HEADER_BYTES, RCODE, isWholeFrom, opcodeOf } from '../wire/message';
import { lowerCase, type Query } from '../wire/query';

/** Whether a packet is a whole answer to `question`, a packet of ours: same id, same question (RFC 5452, 4). */
export function isReplyTo(question: Buffer, packet: Buffer): boolean {
  if (packet.length < HEADER_BYTES || packet.readUInt16BE(0) !== question.readUInt16BE(0)) {
    return false;
  }
  const flags = packet.readUInt16BE(2);
  if (!(flags & FLAG.response) || opcodeOf(flags) !== 0) return false;
  const questions = packet.readUInt16BE(4);
  // Servers that do not know EDNS may have nothing but an error for it (RFC 6891, 7).
  if (questions === 0)
    return rcodeOf(packet) !== RCODE.noError && isWholeFrom(packet, HEADER_BYTES);
  const end = endOfQuestion(question);
  if (questions !== 1 || packet.length < end) return false;
  for (let at = HEADER_BYTES; at < end - 4; at++) {
    if (lowerCase(packet[at] ?? 0) !== question[at]) return false;
  }
  const isSame = packet.compare(question, end - 4, end, end - 4, end) === 0;
  return isSame && isWholeFrom(packet, end);
}

/** It answered, but another server may know better. */
export function isRefusal(reply: Buffer): boolean {
  const rcode = rcodeOf(reply);
  return rcode === RCODE.servfail || rcode === RCODE.refused;
}

export function isTruncated(reply: Buffer): boolean {
  return (reply.readUInt16BE(2) & FLAG.truncated) !== 0;
}

/** The reply with the asker's id and the asker's own words; cut to the question where `limit` bytes are too few. */
export function handOn(reply: Buffer, query: Query, limit: number): Buffer {
  if (reply.readUInt16BE(4) === 0) return encodeAnswer(query, failed(rcodeOf(reply)), limit);
  if (reply.length > limit) {
    const cut = encodeAnswer(query, failed(rcodeOf(reply)), limit);
    cut.writeUInt16BE(cut.readUInt16BE(2) | FLAG.truncated, 2);
    return cut;
  }
  const copy = Buffer.from(reply);
  copy.writeUInt16BE(query.id, 0);
  query.question.copy(copy, HEADER_BYTES);
  return copy;
}

function rcodeOf(packet: Buffer): number {
  return packet.readUInt16BE(2) & 0xf;
}

/** Of one without pointers. */
function endOfQuestion(packet: Buffer): number {
  let at = HEADER_BYTES;
  for (let length = packet[at]; length; length = packet[at]) at += length + 1;
  return at + 5;
}
