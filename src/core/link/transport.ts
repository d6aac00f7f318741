import type { LinkMode } from '../../shared/bridge-state';
import type { ErrorInfo } from '../../shared/errors';

/** What carries a link's packets to the gateway and back; one implementation per link mode. */
export interface LinkTransport {
  readonly mode: LinkMode;
  /** Whether packets may be unsegmented and without checksums (see frame.ts). */
  readonly offload: boolean;
  /**
   * Sends whole frames, which the caller may overwrite afterwards. False: it is full, and the caller has to
   * wait for `onWritable` before it sends more; these frames are kept or dropped, as the mode has it.
   */
  send(frames: Buffer): boolean;
  /** It is not full any more. */
  onWritable(listener: () => void): void;
  /** Body of one frame from the gateway, valid during the call. */
  onFrame(listener: (body: Buffer) => void): void;
  /** The transport ended and `close` was not called. */
  onClosed(listener: (error: ErrorInfo) => void): void;
  close(): void;
}
