import type { LinkMode } from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';

/** What carries a link's IP packets to the gateway and back; one implementation per link mode. */
export interface LinkTransport {
  readonly mode: LinkMode;
  /** Sends one packet, which the caller may overwrite afterwards; false if it had to be dropped. */
  send(packet: Buffer): boolean;
  /** Gathers what is sent during `run` into as few writes as possible. */
  batch(run: () => void): void;
  /** One packet from the gateway. */
  onPacket(listener: (packet: Buffer) => void): void;
  /** The transport ended and `close` was not called. */
  onClosed(listener: (error: ErrorInfo) => void): void;
  close(): void;
}
