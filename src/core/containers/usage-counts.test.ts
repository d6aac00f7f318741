import { expect, it } from 'vitest';
import { statsSchema, usageBetween, type Stats } from './usage-counts';

const MACHINE = 24_000;

interface Given {
  readonly cpu?: number;
  readonly system?: number;
  readonly cores?: number;
  readonly memory?: Partial<Stats['memory_stats']>;
}

const stats = ({ cpu = 0, system = 0, cores = 2, memory = {} }: Given): Stats => ({
  cpu_stats: {
    cpu_usage: { total_usage: cpu },
    system_cpu_usage: system,
    online_cpus: cores,
  },
  memory_stats: { usage: 1000, limit: MACHINE, ...memory },
});
const between = (before: Given, now: Given) => usageBetween(stats(before), stats(now), MACHINE);

it('is a share of one core, as the docker CLI has it per cent', () => {
  // All cores together have passed 4 s, so that 1 s of one of two is half a core.
  expect(between({ cpu: 5, system: 100 }, { cpu: 6, system: 104 })?.cpu).toBe(0.5);
  expect(between({ system: 100 }, { cpu: 4, system: 104 })?.cpu).toBe(2);
});

it('counts cores by their list where an old daemon has no number', () => {
  const now = stats({ cpu: 1, system: 2 });
  const old = {
    ...now,
    cpu_stats: {
      ...now.cpu_stats,
      online_cpus: undefined,
      cpu_usage: { total_usage: 1, percpu_usage: [1, 0, 0, 0] },
    },
  };
  expect(
    usageBetween(stats({}), statsSchema.parse(JSON.parse(JSON.stringify(old))), MACHINE)?.cpu,
  ).toBe(2);
});

it.each<[string, Partial<Stats['memory_stats']>, number]>([
  ['cgroup v1', { stats: { total_inactive_file: 300, inactive_file: 7 } }, 700],
  ['cgroup v2', { stats: { inactive_file: 300 } }, 700],
  ['no figures', { stats: null }, 1000],
  ['figures that cannot be', { stats: { inactive_file: 2000 } }, 1000],
])('leaves out the page cache: %s', (_which, memory, bytes) => {
  expect(between({}, { system: 1, memory })?.memory).toBe(bytes);
});

it('knows a limit from what the machine has', () => {
  expect(between({}, { system: 1 })?.memoryLimit).toBeNull();
  expect(between({}, { system: 1, memory: { limit: 5000 } })?.memoryLimit).toBe(5000);
  expect(between({}, { system: 1, memory: { limit: 9.2e18 } })?.memoryLimit).toBeNull();
});

it('says nothing of what does not run, or was started again', () => {
  expect(between({}, { memory: { usage: undefined } })).toBeNull();
  expect(between({ cpu: 9, system: 1 }, { cpu: 1, system: 2 })).toBeNull();
  expect(between({ system: 5 }, { system: 5 })).toBeNull();
});
