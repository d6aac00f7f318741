/** iperf3 on the laptop against the container's. */
import { attempt, interruption } from '../lab';
import type { Direction } from '../subjects/subject';
import { nextPort } from '../target';

export interface Load {
  readonly direction: Direction;
  readonly seconds: number;
  readonly streams?: number;
  /** Left out of the figures at the start: slow start on a long line. */
  readonly omitSeconds?: number;
  /** Instead of `seconds`. */
  readonly bytes?: number;
  /** Offered load over UDP. */
  readonly udpMbit?: number;
}

export interface Outcome {
  readonly mbit: number;
  readonly bytes: number;
}

interface Report {
  readonly error?: string;
  readonly end: {
    readonly sum_received?: { readonly bits_per_second: number; readonly bytes: number };
    /** Of UDP: what was sent, and of it what was lost. */
    readonly sum?: {
      readonly bits_per_second: number;
      readonly bytes: number;
      readonly lost_percent: number;
    };
  };
}

/** Fits every subject's MTU. */
const DATAGRAM_BYTES = 1372;

/** Runs one transfer. Resolves with what arrived; rejects with iperf3's own words. */
export async function iperf(target: string, load: Load): Promise<Outcome> {
  const { direction, seconds, streams = 1, omitSeconds = 0, bytes, udpMbit } = load;
  const argv = [
    ...['iperf3', '--json', '--client', target, '--port', String(nextPort())],
    ...['--connect-timeout', '3000'],
    ...['--parallel', String(streams), '--omit', String(omitSeconds)],
    ...(bytes === undefined ? ['--time', String(seconds)] : ['--bytes', String(bytes)]),
    ...(direction === 'down' ? ['--reverse'] : []),
    ...(udpMbit === undefined
      ? []
      : ['--udp', '--bitrate', `${udpMbit}M`, '--length', String(DATAGRAM_BYTES)]),
  ];
  const timeoutMs = (seconds + omitSeconds + 20) * 1000;
  const output = await attempt({ host: 'laptop', argv, timeoutMs }, interruption.signal);
  interruption.signal.throwIfAborted();
  const { end, error } = JSON.parse(output.stdout || `{"error":"ended"}`) as Report;
  if (error !== undefined) throw new Error(`iperf3: ${error}`);
  if (udpMbit !== undefined && end.sum) {
    const arrived = 1 - end.sum.lost_percent / 100;
    return { mbit: (end.sum.bits_per_second * arrived) / 1e6, bytes: end.sum.bytes * arrived };
  }
  const { bits_per_second = NaN, bytes: received = NaN } = end.sum_received ?? {};
  return { mbit: bits_per_second / 1e6, bytes: received };
}
