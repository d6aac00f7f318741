/** What is compared. One file per peer makes these; `index.ts` lists them. */

import type { Resident } from '../processes';

export type Direction = 'up' | 'down';

/** A way to reach the target's network, which everything is then measured through. */
export interface Tunnel {
  readonly kind: 'tunnel';
  readonly id: string;
  readonly label: string;
  /** sshuttle carries TCP only. */
  readonly carries: 'packets' | 'tcp';
  /** Its process that runs on between its turns. */
  readonly resident?: Resident;
  /** Set-up that a user has done long before: keys, a server, a profile. Rejects where the subject cannot run. */
  prepare?(): Promise<void>;
  /** What a user does to connect. May resolve before it is up: the first reply through it tells. */
  start(): Promise<void>;
  /** Checks, once up, that this is what its label says. Rejects if not. */
  verify?(): Promise<void>;
  stop(): Promise<void>;
  /** Undoes `prepare`. */
  cleanup?(): Promise<void>;
  /** Longest stall of the app's main thread since a time (ms of the epoch), in ms. */
  longestStall?(since: number): Promise<number>;
}

/** Bytes through a bare SSH channel: what a tunnel over it cannot exceed. */
export interface Channel {
  readonly kind: 'channel';
  readonly id: string;
  readonly label: string;
  prepare?(): Promise<void>;
  /** Resolves with bits per second. */
  transfer(direction: Direction, seconds: number): Promise<number>;
  /** From the command to the first reply, in ms, where that is its measure. */
  reply?(): Promise<number>;
}

export type Subject = Tunnel | Channel;
