/** Which packets may pass a link. Pure. */

const IPV4_HEADER = 20;

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

/**
 * Towards the gateway: only what can be answered. The gateway has a route to the inner address and to no
 * other of the laptop's, and would learn of those addresses for nothing.
 */
export function mayLeave(packet: Buffer, local: number): boolean {
  return isIpv4(packet) && packet.readUInt32BE(12) === local;
}

/**
 * From the gateway: only what is for the inner address. A kernel takes packets for any of its addresses on
 * any interface (the weak host model, RFC 1122 section 3.3.4.2) and may forward the rest, so without this
 * a hostile gateway would reach what the laptop serves on its LAN address, and the LAN behind it.
 */
export function mayEnter(packet: Buffer, local: number): boolean {
  return isIpv4(packet) && packet.readUInt32BE(16) === local;
}
