/** What the echo probe knows of a link. Data beside the state, never part of it. */
export interface LinkHealth {
  /** Round-trip time of the last answered echo, milliseconds. */
  readonly rttMs: number | null;
  /** The last echoes, oldest first: round trip in milliseconds, `null` for a lost one. At most 120. */
  readonly window: readonly (number | null)[];
  /** Share of lost echoes in `window`, 0..1. */
  readonly loss: number;
  /** Bytes of IP packets since the link opened. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export const NO_HEALTH: LinkHealth = {
  rttMs: null,
  window: [],
  loss: 0,
  sentBytes: 0,
  receivedBytes: 0,
};
