/** What is measured of every subject. One file per kind; `index.ts` lists them. */
import type { Channel, Tunnel } from '../subjects/subject';
import type { Sample } from '../stats';

/** What the line to the gateway is like: plain, 58 ms at 500 Mbit/s, or 58 ms with 0.5 % loss. */
export type Line = 'lan' | 'wan' | 'lossy';

interface Surroundings {
  /** The container's address. */
  readonly target: string;
}

interface Common {
  readonly id: string;
  readonly line: Line;
  /** Also in the short run. */
  readonly quick: boolean;
  /** About how long it takes, for the progress lines. */
  readonly seconds: number;
  /** In the first round only. */
  readonly once?: boolean;
}

/** Resolves with what it found; rejects where it failed. The tunnel is up meanwhile. */
export interface TunnelMeasure extends Common {
  readonly of: 'tunnel';
  readonly applies: (tunnel: Tunnel) => boolean;
  readonly run: (tunnel: Tunnel, surroundings: Surroundings) => Promise<readonly Sample[]>;
}

export interface ChannelMeasure extends Common {
  readonly of: 'channel';
  readonly run: (channel: Channel) => Promise<readonly Sample[]>;
}

export type Measure = TunnelMeasure | ChannelMeasure;

export function carriesPackets({ carries }: Tunnel): boolean {
  return carries === 'packets';
}
