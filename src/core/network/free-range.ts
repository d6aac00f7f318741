/** Stand-ins for prefixes that clash: ranges of the same length that are free on both sides. Pure, IPv4. */
import { lastOf, parseIpPrefix, prefixContains, type IpPrefix } from '../../shared/cidr-ip';

/**
 * Where stand-ins come from, in this order: private ranges (RFC 1918), then the one of carriers (RFC 6598).
 * Of 10.0.0.0/8 the upper half, because people and Docker's Swarm count from below.
 */
const CANDIDATES = ['10.128.0.0/9', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']
  .map(parseIpPrefix)
  .filter((range) => range !== undefined);

export function isCandidate(prefix: IpPrefix): boolean {
  return CANDIDATES.some((range) => prefixContains(range, prefix));
}

/** Addresses that are taken, as disjoint intervals in order; the addresses are numbers. */
export class Occupied {
  /** First and last address of each; no two touch. */
  #intervals: [number, number][] = [];

  /** Those of IPv6 do not count. */
  constructor(prefixes: readonly IpPrefix[]) {
    const sorted = prefixes
      .filter(({ family }) => family === 4)
      .map(intervalOf)
      .sort((a, b) => a[0] - b[0]);
    for (const [first, last] of sorted) {
      const previous = this.#intervals.at(-1);
      if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
      else this.#intervals.push([first, last]);
    }
  }

  has(prefix: IpPrefix): boolean {
    return this.#lastTaken(...intervalOf(prefix)) !== undefined;
  }

  add(prefix: IpPrefix): void {
    let [first, last] = intervalOf(prefix);
    const from = this.#find(first - 1);
    let to = from;
    for (
      let next = this.#intervals[to];
      next && next[0] <= last + 1;
      next = this.#intervals[++to]
    ) {
      [first, last] = [Math.min(first, next[0]), Math.max(last, next[1])];
    }
    this.#intervals.splice(from, to - from, [first, last]);
  }

  /**
   * A free prefix of `length` out of the first candidate range that has one; `seed` says where in a range
   * the search begins. `undefined` if none is free.
   */
  find(length: number, seed: number): IpPrefix | undefined {
    for (const range of CANDIDATES) {
      if (length < range.length) continue;
      const slots = 2 ** (length - range.length);
      const start = seed % slots;
      const base =
        this.#search(range, length, start, slots) ?? this.#search(range, length, 0, start);
      if (base !== undefined) return { family: 4, base: BigInt(base), length };
    }
    return undefined;
  }

  /** Slots `from` up to but not `to` of a range; steps over what is taken at once. */
  #search(range: IpPrefix, length: number, from: number, to: number): number | undefined {
    const size = 2 ** (32 - length);
    const start = Number(range.base);
    for (let slot = from; slot < to;) {
      const base = start + slot * size;
      const taken = this.#lastTaken(base, base + size - 1);
      if (taken === undefined) return base;
      slot = Math.floor((taken - start) / size) + 1;
    }
    return undefined;
  }

  /** The end of the first interval that overlaps. */
  #lastTaken(first: number, last: number): number | undefined {
    const interval = this.#intervals[this.#find(first)];
    return interval && interval[0] <= last ? interval[1] : undefined;
  }

  /** Index of the first interval that ends at `address` or later. */
  #find(address: number): number {
    let [low, high] = [0, this.#intervals.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#intervals[middle]?.[1] ?? Infinity) < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function intervalOf(prefix: IpPrefix): [number, number] {
  return [Number(prefix.base), Number(lastOf(prefix))];
}
