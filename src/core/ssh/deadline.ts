/** Limits how long the network may take, not how long a person may think. */

export interface Deadline {
  /** Starts over with another limit, milliseconds. */
  restart(ms: number): void;
  /** Stands still until the work is done, then starts over with the last limit. */
  suspendFor<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): void;
}

export function startDeadline(limitMs: number, onExpired: () => void): Deadline {
  let limit = limitMs;
  let suspended = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    clearTimeout(timer);
    if (!stopped && suspended === 0) timer = setTimeout(onExpired, limit);
  };
  arm();
  return {
    restart(ms) {
      limit = ms;
      arm();
    },
    async suspendFor(work) {
      suspended += 1;
      clearTimeout(timer);
      try {
        return await work();
      } finally {
        suspended -= 1;
        arm();
      }
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
