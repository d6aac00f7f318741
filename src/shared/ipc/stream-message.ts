/** What travels between a page and the engine for a stream, both ways on one channel. */
import { z } from 'zod';
import type { ErrorInfo } from '../errors';

export const STREAM_CHANNEL = 'gangway:stream';

/** Values that may be on their way before the page has said that it took one. */
export const STREAM_CREDIT = 16;

/** From the page; `id` is its own choice. */
export const streamRequestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), id: z.uuid(), name: z.string(), args: z.unknown() }),
  z.object({ do: z.literal('input'), id: z.uuid(), value: z.unknown() }),
  /** One value was taken. */
  z.object({ do: z.literal('took'), id: z.uuid() }),
  z.object({ do: z.literal('close'), id: z.uuid() }),
]);
export type StreamRequest = z.infer<typeof streamRequestSchema>;

/** To the page. */
export type StreamMessage =
  | { readonly id: string; readonly value: unknown }
  | { readonly id: string; readonly end: ErrorInfo | null };
