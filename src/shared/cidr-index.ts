/**
 * Finds which of many prefixes overlaps a given one: sorted once, a binary search for each question.
 * Two prefixes are disjoint or one contains the other, so what overlaps is either a container, found along
 * the chain of parents, or contained, found right after.
 */
import { comparePrefixes, lastOf, prefixContains, type IpPrefix } from './cidr-ip';

interface Node<Entry> {
  readonly entry: Entry;
  readonly rank: number;
  /** The next wider one that contains it. */
  readonly parent: Node<Entry> | null;
}

export class PrefixIndex<Entry extends { readonly prefix: IpPrefix }> {
  readonly #nodes: Node<Entry>[] = [];

  constructor(entries: readonly Entry[]) {
    const ranked = entries.map((entry, rank) => ({ entry, rank }));
    ranked.sort((a, b) => comparePrefixes(a.entry.prefix, b.entry.prefix) || a.rank - b.rank);
    let parent: Node<Entry> | null = null;
    for (const { entry, rank } of ranked) {
      while (parent && !prefixContains(parent.entry.prefix, entry.prefix)) parent = parent.parent;
      parent = { entry, rank, parent };
      this.#nodes.push(parent);
    }
  }

  /** Of the entries that overlap, the one that came first in the constructor's list. */
  first(prefix: IpPrefix): Entry | undefined {
    const next = this.#after(prefix);
    let best: Node<Entry> | undefined;
    const consider = (node: Node<Entry>): void => {
      if (!best || node.rank < best.rank) best = node;
    };
    for (let node = this.#nodes[next - 1] ?? null; node; node = node.parent) {
      if (prefixContains(node.entry.prefix, prefix)) consider(node);
    }
    const last = lastOf(prefix);
    for (let index = next; ; index++) {
      const node = this.#nodes[index];
      if (node?.entry.prefix.family !== prefix.family || node.entry.prefix.base > last) break;
      consider(node);
    }
    return best?.entry;
  }

  /** How many entries are not greater. */
  #after(prefix: IpPrefix): number {
    let [low, high] = [0, this.#nodes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const node = this.#nodes[middle];
      if (node && comparePrefixes(node.entry.prefix, prefix) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
