/** Packets as an enemy or a bad line would have them, the same each time. */

export interface Dice {
  /** A whole number below `sides`. */
  readonly roll: (sides: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

/** mulberry32 */
export function dice(seed: number): Dice {
  let state = seed;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
  return { roll, pick: (list) => list[roll(list.length)] as (typeof list)[number] };
}

/** One to three mutations of what `valid` makes. */
export function mutated(valid: () => Buffer, { roll, pick }: Dice): Buffer {
  const mutations: readonly ((packet: Buffer) => Buffer)[] = [
    (packet) => {
      const at = roll(packet.length);
      packet[at] = (packet[at] ?? 0) ^ (1 << roll(8));
      return packet;
    },
    (packet) => packet.subarray(0, roll(packet.length + 1)),
    (packet) => Buffer.concat([packet, valid()]),
    (packet) => Buffer.concat([packet, Buffer.alloc(roll(64), roll(256))]),
    // Pointers: to themselves, ahead, into the header, to the question.
    (packet) => {
      const at = roll(packet.length - 1);
      packet.writeUInt16BE(0xc000 | pick([at, 12, 0, roll(packet.length), 0x3fff]), at);
      return packet;
    },
    // Counts that promise more than there is.
    (packet) => {
      packet.writeUInt16BE(pick([0, 1, 2, 255, 0xffff]), pick([4, 6, 8, 10]));
      return packet;
    },
    (packet) => {
      packet[12 + roll(8)] = pick([0, 63, 64, 128, 192, 255]);
      return packet;
    },
  ];
  let packet = valid();
  for (let times = 1 + roll(3); times > 0 && packet.length > 20; times--) {
    packet = pick(mutations)(packet);
  }
  return packet;
}
