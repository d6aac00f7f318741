/** TCP and UDP through a tunnel, and what they cost in CPU on both sides. */
import { usageOn } from '../processes';
import type { Sample } from '../stats';
import type { Direction } from '../subjects/subject';
import { iperf } from './iperf';
import { carriesPackets, type Line, type TunnelMeasure } from './measure';

interface Shape {
  readonly line: Line;
  readonly streams: number;
  readonly direction: Direction;
  readonly seconds: number;
  readonly omitSeconds?: number;
  readonly quick: boolean;
}

/** Named e.g. `tcp1-down`, on another line than the plain one `wan-tcp1-down`. */
export function tcp(shape: Shape): TunnelMeasure {
  const { line, streams, direction, seconds, omitSeconds = 0, quick } = shape;
  const id = `${line === 'lan' ? '' : `${line}-`}tcp${streams}-${direction}`;
  return {
    of: 'tunnel',
    id,
    line,
    quick,
    seconds: seconds + omitSeconds + 0.5,
    applies: () => true,
    run: async (tunnel, { target }) => {
      const since = Date.now();
      const { resident } = tunnel;
      const before = [await usageOn('laptop', resident), await usageOn('a', resident)] as const;
      const { mbit, bytes } = await iperf(target, shape);
      const after = [await usageOn('laptop', resident), await usageOn('a', resident)] as const;
      const samples: Sample[] = [{ measure: id, unit: 'Mbit/s', value: mbit }];
      if (line !== 'lan' || streams !== 1) return samples;
      const laptop = (after[0].cpuSeconds - before[0].cpuSeconds) / (bytes / 1e9);
      const gateway = (after[1].cpuSeconds - before[1].cpuSeconds) / (bytes / 1e9);
      const unit = 'CPU s/GB';
      samples.push(
        { measure: `cpu-laptop-${direction}`, unit, value: laptop },
        { measure: `cpu-gateway-${direction}`, unit, value: gateway },
        { measure: `cpu-${direction}`, unit, value: laptop + gateway },
      );
      if (tunnel.longestStall) {
        const value = await tunnel.longestStall(since);
        samples.push({ measure: `main-thread-stall-${direction}`, unit: 'ms', value });
      }
      return samples;
    },
  };
}

/** What arrives of 1 Gbit/s of datagrams. */
export function udp(direction: Direction): TunnelMeasure {
  const id = `udp-${direction}`;
  const seconds = 2;
  return {
    ...{ of: 'tunnel', id, line: 'lan', quick: false, seconds: seconds + 0.5 },
    applies: carriesPackets,
    run: async (_tunnel, { target }) => {
      const { mbit } = await iperf(target, { direction, seconds, udpMbit: 1000 });
      return [{ measure: id, unit: 'Mbit/s', value: mbit }];
    },
  };
}
