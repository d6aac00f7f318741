/** What a person does with one container: shapes of its logs, its shell, its use of the machine. */
import { z } from 'zod';

export const CONTAINER_ACTIONS = ['start', 'stop', 'restart'] as const;
export type ContainerAction = (typeof CONTAINER_ACTIONS)[number];

export const logOptionsSchema = z.object({
  /** How many of the lines that there are already. */
  tail: z.int().min(0).max(100_000),
});
export type LogOptions = z.infer<typeof logOptionsSchema>;

export interface LogLine {
  readonly stream: 'stdout' | 'stderr';
  /** When the container wrote it, epoch milliseconds; `null` where Docker does not say. */
  readonly at: number | null;
  /** Without its line end; terminal escapes are still in it. */
  readonly text: string;
}

const terminalSizeSchema = z.object({
  columns: z.int().min(1).max(1000),
  rows: z.int().min(1).max(1000),
});
export type TerminalSize = z.infer<typeof terminalSizeSchema>;

export const shellOptionsSchema = terminalSizeSchema;

/** What is typed, and a window that changed its size. */
export const shellInputSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), text: z.string().max(1024 * 1024) }),
  z.object({ kind: z.literal('resized'), size: terminalSizeSchema }),
]);
export type ShellInput = z.infer<typeof shellInputSchema>;

/** What a container uses now, as `docker stats` counts it. */
export interface Usage {
  /** Share of one core: 1.5 is one and a half cores. */
  readonly cpu: number;
  /** Bytes, without the page cache. */
  readonly memory: number;
  /** Bytes; `null` where it may have all that the machine has. */
  readonly memoryLimit: number | null;
}

/** By container id; those that do not run are not in it. */
export type UsageReport = Readonly<Record<string, Usage>>;

/** Containers that are watched at once. */
export const MAX_USAGE_CONTAINERS = 64;
