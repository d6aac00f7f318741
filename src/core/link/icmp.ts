/** ICMP echoes, and errors about them, in IPv4 (RFC 792, RFC 791): packets built and read, nothing sent. */

const IPV4_HEADER = 20;
const ICMP_HEADER = 8;
/** Bytes of an echo without a payload. */
export const SHORTEST_ECHO = IPV4_HEADER + ICMP_HEADER;
const PROTOCOL_ICMP = 1;
const ECHO_REPLY = 0;
const ECHO_REQUEST = 8;
/** Destination unreachable (code 4: too large), time exceeded, parameter problem. */
const ERRORS: readonly number[] = [3, 11, 12];
const DONT_FRAGMENT = 0x4000;
const TTL = 64;

export interface Echo {
  /** Addresses as unsigned 32-bit numbers. */
  readonly source: number;
  readonly destination: number;
  /** 16 bits each. */
  readonly id: number;
  readonly sequence: number;
  readonly payload: Buffer;
}

/** Internet checksum (RFC 1071) over `bytes`: 0 over a header that carries its own valid checksum. */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) sum += bytes.readUInt16BE(i);
  if (bytes.length % 2 === 1) sum += bytes.readUInt8(bytes.length - 1) << 8;
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/** A whole IPv4 packet with an echo request. */
export function buildEchoRequest(echo: Echo): Buffer {
  return buildEcho(ECHO_REQUEST, echo);
}

/** A whole IPv4 packet with an echo reply. */
export function buildEchoReply(echo: Echo): Buffer {
  return buildEcho(ECHO_REPLY, echo);
}

function buildEcho(type: number, echo: Echo): Buffer {
  const packet = Buffer.alloc(IPV4_HEADER + ICMP_HEADER + echo.payload.length);
  packet.writeUInt8(0x45, 0);
  packet.writeUInt16BE(packet.length, 2);
  packet.writeUInt16BE(DONT_FRAGMENT, 6);
  packet.writeUInt8(TTL, 8);
  packet.writeUInt8(PROTOCOL_ICMP, 9);
  packet.writeUInt32BE(echo.source, 12);
  packet.writeUInt32BE(echo.destination, 16);
  packet.writeUInt16BE(checksum(packet.subarray(0, IPV4_HEADER)), 10);

  const icmp = packet.subarray(IPV4_HEADER);
  icmp.writeUInt8(type, 0);
  icmp.writeUInt16BE(echo.id, 4);
  icmp.writeUInt16BE(echo.sequence, 6);
  echo.payload.copy(icmp, ICMP_HEADER);
  icmp.writeUInt16BE(checksum(icmp), 2);
  return packet;
}

/** Reads an echo reply; `undefined` for any other packet, a fragment, or a wrong checksum. */
export function parseEchoReply(packet: Buffer): Echo | undefined {
  const icmp = messageOf(packet);
  if (icmp?.readUInt8(0) !== ECHO_REPLY || icmp.readUInt8(1) !== 0) return;
  return {
    source: packet.readUInt32BE(12),
    destination: packet.readUInt32BE(16),
    id: icmp.readUInt16BE(4),
    sequence: icmp.readUInt16BE(6),
    payload: icmp.subarray(ICMP_HEADER),
  };
}

/** An ICMP error about an echo request, whose header it quotes. */
export interface EchoError {
  readonly type: number;
  readonly code: number;
  /** Of the request; addresses as unsigned 32-bit numbers. */
  readonly source: number;
  readonly destination: number;
  readonly id: number;
  readonly sequence: number;
}

/** Reads what a router or the destination has against an echo request; `undefined` for any other packet. */
export function parseEchoError(packet: Buffer): EchoError | undefined {
  const icmp = messageOf(packet);
  if (!icmp || !ERRORS.includes(icmp.readUInt8(0))) return;
  // The request's IP header, and at least 8 bytes of what was behind it.
  const quote = icmp.subarray(ICMP_HEADER);
  if (quote.length < IPV4_HEADER + ICMP_HEADER || quote.readUInt8(9) !== PROTOCOL_ICMP) return;
  const headerLength = (quote.readUInt8(0) & 0x0f) * 4;
  if (quote.readUInt8(0) >> 4 !== 4 || headerLength < IPV4_HEADER) return;
  const request = quote.subarray(headerLength);
  if (request.length < ICMP_HEADER || request.readUInt8(0) !== ECHO_REQUEST) return;
  return {
    type: icmp.readUInt8(0),
    code: icmp.readUInt8(1),
    source: quote.readUInt32BE(12),
    destination: quote.readUInt32BE(16),
    id: request.readUInt16BE(4),
    sequence: request.readUInt16BE(6),
  };
}

/** The whole ICMP message in a packet; `undefined` for any other packet, a fragment, or a wrong checksum. */
function messageOf(packet: Buffer): Buffer | undefined {
  if (packet.length < IPV4_HEADER + ICMP_HEADER || packet.readUInt8(9) !== PROTOCOL_ICMP) return;
  const headerLength = (packet.readUInt8(0) & 0x0f) * 4;
  if (packet.readUInt8(0) >> 4 !== 4 || headerLength < IPV4_HEADER) return;
  const isFragment = (packet.readUInt16BE(6) & 0x3fff) !== 0;
  if (isFragment || packet.readUInt16BE(2) !== packet.length) return;
  const icmp = packet.subarray(headerLength);
  if (icmp.length < ICMP_HEADER) return;
  if (checksum(packet.subarray(0, headerLength)) !== 0 || checksum(icmp) !== 0) return;
  return icmp;
}
