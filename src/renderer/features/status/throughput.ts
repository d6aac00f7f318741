/** What goes through a link now, from its counters: pure. */

/** Counters of a link at a time, bytes and milliseconds of any one clock. */
export interface TrafficSample {
  readonly at: number;
  readonly sent: number;
  readonly received: number;
}

/** Bytes a second. */
export interface Throughput {
  readonly up: number;
  readonly down: number;
}

/** Milliseconds that are looked back: long enough to be calm, short enough to be now. */
const SPAN_MS = 4_000;

/** The samples of the last seconds with `next` at their end; counters that went back are those of another link. */
export function addSample(
  samples: readonly TrafficSample[],
  next: TrafficSample,
): readonly TrafficSample[] {
  const last = samples.at(-1);
  if (last && (next.sent < last.sent || next.received < last.received)) return [next];
  return [...samples.filter(({ at }) => next.at - at <= SPAN_MS && at < next.at), next];
}

/** `null` until there is something to compare. */
export function throughputOf(samples: readonly TrafficSample[]): Throughput | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at === first.at) return null;
  const seconds = (last.at - first.at) / 1000;
  return {
    up: (last.sent - first.sent) / seconds,
    down: (last.received - first.received) / seconds,
  };
}
