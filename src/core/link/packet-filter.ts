/** Which packets may pass a link. Pure. */
import { parseAddress } from '../../shared/cidr';
import { failure } from '../../shared/errors';

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const IPV6_BYTES = 16;

/** The laptop's inner addresses: of what passes, one end is always one of them. */
export interface InnerEnds {
  /** As an unsigned 32-bit number. */
  readonly four: number;
  /** 16 bytes; without it no IPv6 passes. */
  readonly six: Buffer | undefined;
}

/** Reads them as `chooseInnerAddresses` and `inner6` say them; throws `internal` at anything else. */
export function innerEnds(local: string, local6: string | undefined): InnerEnds {
  const four = parseAddress(local);
  const six = local6 === undefined ? undefined : bytesOf(local6);
  if (four !== undefined && six?.length !== 0) return { four, six };
  throw failure('internal', { message: `inner addresses ${local} ${local6 ?? ''}` });
}

/** Whether it is one whole IPv4 packet (RFC 791): version, header length, total length. */
export function isIpv4(packet: Buffer): boolean {
  if (packet.length < IPV4_HEADER) return false;
  const first = packet.readUInt8(0);
  const headerLength = (first & 0x0f) * 4;
  return (
    first >> 4 === 4 &&
    headerLength >= IPV4_HEADER &&
    headerLength <= packet.length &&
    packet.readUInt16BE(2) === packet.length
  );
}

/** Whether it is one whole IPv6 packet (RFC 8200): version, payload length. Jumbograms (RFC 2675) are none. */
export function isIpv6(packet: Buffer): boolean {
  return (
    packet.length >= IPV6_HEADER &&
    packet.readUInt8(0) >> 4 === 6 &&
    packet.readUInt16BE(4) === packet.length - IPV6_HEADER
  );
}

/**
 * Towards the gateway: only what can be answered. The gateway has a route to the inner addresses and to no
 * other of the laptop's, and would learn of those for nothing; nor do router solicitations, neighbour
 * discovery and multicast of the laptop's kernel concern it, which come from link-local addresses.
 */
export function mayLeave(packet: Buffer, local: InnerEnds): boolean {
  if (isIpv4(packet)) return packet.readUInt32BE(12) === local.four;
  return isIpv6(packet) && isAt(packet, 8, local.six);
}

/**
 * From the gateway: only what is for an inner address. A kernel takes packets for any of its addresses on
 * any interface (the weak host model, RFC 1122 section 3.3.4.2) and may forward the rest, so without this
 * a hostile gateway would reach what the laptop serves on its LAN address, and the LAN behind it; and with a
 * router advertisement it would become the laptop's way to everywhere.
 */
export function mayEnter(packet: Buffer, local: InnerEnds): boolean {
  if (isIpv4(packet)) return packet.readUInt32BE(16) === local.four;
  return isIpv6(packet) && isAt(packet, 24, local.six);
}

function isAt(packet: Buffer, offset: number, address: Buffer | undefined): boolean {
  if (!address) return false;
  return packet.compare(address, 0, IPV6_BYTES, offset, offset + IPV6_BYTES) === 0;
}

/** Empty if it is no IPv6 address in groups of hexadecimal digits (RFC 4291, 2.2, forms 1 and 2). */
function bytesOf(text: string): Buffer {
  const parts = text.split('::').map((part) => (part === '' ? [] : part.split(':').map(groupOf)));
  const [front = [], back, ...more] = parts;
  const missing = IPV6_BYTES / 2 - front.length - (back?.length ?? 0);
  if (more.length > 0 || (back ? missing < 1 : missing !== 0)) return Buffer.alloc(0);
  const groups = [...front, ...Array<number>(missing).fill(0), ...(back ?? [])];
  if (groups.some(Number.isNaN)) return Buffer.alloc(0);
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

function groupOf(text: string): number {
  return /^[\da-f]{1,4}$/i.test(text) ? parseInt(text, 16) : NaN;
}
