/** From `GET /containers/ID/stats` to what a container uses, as the docker CLI counts it (its `stats_helpers.go`): pure. */
import { z } from 'zod';
import type { Usage } from '../../shared/container-tools';

const count = z.number().nonnegative();

/** A container that does not run has no `usage`. */
export const statsSchema = z.object({
  cpu_stats: z.object({
    cpu_usage: z.object({ total_usage: count, percpu_usage: z.array(count).nullish() }),
    /** Nanoseconds of all cores together. */
    system_cpu_usage: count.optional(),
    online_cpus: count.optional(),
  }),
  memory_stats: z.object({
    usage: count.optional(),
    limit: count.optional(),
    stats: z.record(z.string(), z.number()).nullish(),
  }),
});
export type Stats = z.infer<typeof statsSchema>;

/** `machine`: bytes of memory of the gateway. `null` while nothing can be said: it does not run, or has just started. */
export function usageBetween(before: Stats, now: Stats, machine: number): Usage | null {
  const { usage, limit } = now.memory_stats;
  const cpu = cpuBetween(before.cpu_stats, now.cpu_stats);
  if (usage === undefined || cpu === null) return null;
  const isLimited = limit !== undefined && limit > 0 && limit < machine;
  return {
    cpu,
    memory: usage - Math.min(usage, cacheOf(now.memory_stats)),
    memoryLimit: isLimited ? limit : null,
  };
}

function cpuBetween(before: Stats['cpu_stats'], now: Stats['cpu_stats']): number | null {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  // It was started again meanwhile, or the daemon cannot tell.
  if (used < 0 || passed <= 0) return null;
  const cores = now.online_cpus ?? now.cpu_usage.percpu_usage?.length ?? 1;
  return (used / passed) * cores;
}

/** `total_inactive_file` is cgroup v1's, `inactive_file` v2's; one that is more than all is not believed. */
function cacheOf({ usage = 0, stats }: Stats['memory_stats']): number {
  const cache = stats?.['total_inactive_file'] ?? stats?.['inactive_file'] ?? 0;
  return cache < usage ? cache : 0;
}
