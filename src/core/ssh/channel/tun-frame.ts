/** The framing of `tun@openssh.com`: `uint32 address family` before each IP packet (OpenSSH PROTOCOL, 2.3). Pure. */

/** Bytes before each packet. */
export const FRAME_HEADER = 4;

/** OpenSSH's own numbers (SSH_TUN_AF_INET*), whatever the systems use. */
export const AF_INET = 2;
export const AF_INET6 = 24;

/** Family of an IP packet by its version nibble; `undefined` if it is neither. */
export function familyOf(packet: Uint8Array): number | undefined {
  const version = (packet[0] ?? 0) >> 4;
  if (version === 4) return AF_INET;
  return version === 6 ? AF_INET6 : undefined;
}

/** The packet inside a frame, without copying; `undefined` unless it is exactly one whole packet. */
export function packetOf(frame: Buffer): Buffer | undefined {
  const packet = frame.subarray(FRAME_HEADER);
  if (packet.length < 20 || frame.readUInt32BE(0) !== familyOf(packet)) return undefined;
  const isV4 = frame[3] === AF_INET;
  if (!isV4 && packet.length < 40) return undefined;
  const length = isV4 ? packet.readUInt16BE(2) : 40 + packet.readUInt16BE(4);
  return length === packet.length ? packet : undefined;
}
