/** What bare SSH channels carry, and how long `ssh HOST true` takes. */
import type { Direction } from '../subjects/subject';
import type { ChannelMeasure } from './measure';
import { CONNECT } from './connect';

const SECONDS = 2;

/** Under the names of the tunnels' single stream, to stand beside them. */
export function channelRate(direction: Direction): ChannelMeasure {
  const id = `tcp1-${direction}`;
  return {
    ...{ of: 'channel', id, line: 'lan', quick: true, seconds: SECONDS + 1 },
    run: async (channel) => {
      const rate = await channel.transfer(direction, SECONDS);
      return [{ measure: id, unit: 'Mbit/s', value: rate / 1e6 }];
    },
  };
}

export const sshTrue: ChannelMeasure = {
  ...{ of: 'channel', id: CONNECT, line: 'lan', quick: true, seconds: 0.5 },
  run: async (channel) =>
    channel.reply ? [{ measure: CONNECT, unit: 'ms', value: await channel.reply() }] : [],
};
