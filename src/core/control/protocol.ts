/**
 * The control socket: how a command line talks to the engine that runs already, in the app or in
 * another `gangway up`. JSON lines over a Unix socket in a 0700 directory; the calls are those of the
 * IPC schema.
 */
import { z } from 'zod';
import type { Reply } from '../../shared/ipc/builders';
import { engineCalls } from '../../shared/ipc/schema';
import type { SnapshotPatch } from '../../shared/snapshot';

export type EngineCall = keyof typeof engineCalls;

const CALLS = Object.keys(engineCalls) as EngineCall[];

export const controlRequestSchema = z.object({
  id: z.int(),
  call: z.enum(CALLS),
  args: z.array(z.unknown()).max(8).readonly(),
});
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/** Out of the engine: an answer to a request, or a patch of the snapshot. */
export type ControlMessage =
  { readonly id: number; readonly reply: Reply<unknown> } | { readonly patch: SnapshotPatch };

/** Bytes; a longer line ends the connection. */
export const MAX_CONTROL_LINE = 16 * 1024 * 1024;
