/** The small language that `schema.ts` is written in, and the types that each side derives from it. */
import type { z } from 'zod';
import type { ErrorInfo } from '../errors';

/** A call with an answer: `args` validates the argument list at the receiving side. */
export interface Invoke<Args extends readonly unknown[], Result> {
  readonly args: z.ZodType<Args>;
  /** Type only; never set. */
  readonly result?: Result;
}

/** Curried so that the result type is given and the argument type inferred. */
export function invoke<Result>() {
  return <Args extends readonly unknown[]>(args: z.ZodType<Args>): Invoke<Args, Result> => ({
    args,
  });
}

export type CallTable = Readonly<
  Record<string, { readonly args: z.ZodType<readonly unknown[]>; readonly result?: unknown }>
>;

type ArgsOf<Call> = Call extends { readonly args: z.ZodType<infer Args> } ? Args : never;
type ResultOf<Call> = Call extends { readonly result?: infer Result } ? Result : never;

/** What the calling side holds. Rejections are `GangwayError`s. */
export type ClientOf<Table> = {
  readonly [Name in keyof Table]: (
    ...args: Extract<ArgsOf<Table[Name]>, readonly unknown[]>
  ) => Promise<ResultOf<Table[Name]>>;
};

/** What the serving side implements. */
export type HandlersOf<Table> = {
  readonly [Name in keyof Table]: (
    ...args: Extract<ArgsOf<Table[Name]>, readonly unknown[]>
  ) => ResultOf<Table[Name]> | Promise<ResultOf<Table[Name]>>;
};

/** A call with many answers: `input` validates what its caller says meanwhile. */
export interface StreamCall<Args extends readonly unknown[], In, Out> {
  readonly args: z.ZodType<Args>;
  readonly input: z.ZodType<In>;
  /** Type only; never set. */
  readonly output?: Out;
}

/** Curried as `invoke` is. */
export function stream<Out>() {
  return <Args extends readonly unknown[], In>(
    args: z.ZodType<Args>,
    input: z.ZodType<In>,
  ): StreamCall<Args, In, Out> => ({ args, input });
}

export type StreamTable = Readonly<
  Record<
    string,
    {
      readonly args: z.ZodType<readonly unknown[]>;
      readonly input: z.ZodType;
      readonly output?: unknown;
    }
  >
>;

export type StreamArgs<Call> = Extract<ArgsOf<Call>, readonly unknown[]>;
export type StreamInput<Call> = Call extends { readonly input: z.ZodType<infer In> } ? In : never;
export type StreamOutput<Call> = Call extends { readonly output?: infer Out } ? Out : never;

export interface StreamListener<Out> {
  /** Where it returns a promise, the other end holds back until that is resolved. */
  readonly next: (value: Out) => void | Promise<void>;
  /** The last of it: `null` where it came to its own end. Not called after `close`. */
  readonly end: (error: ErrorInfo | null) => void;
}

interface OpenStream<In> {
  readonly send: (value: In) => void;
  readonly close: () => void;
}

/** What the page holds of a table of streams. */
export type StreamsOf<Table> = {
  readonly [Name in keyof Table]: (
    args: StreamArgs<Table[Name]>,
    listener: StreamListener<StreamOutput<Table[Name]>>,
  ) => OpenStream<StreamInput<Table[Name]>>;
};

/** How an answer travels: errors as values, because Electron would keep only the message of a thrown one. */
export type Reply<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: ErrorInfo };

/** What the calling side of Electron IPC holds: as `ClientOf`, but failures arrive as values. */
export type RepliesOf<Table> = {
  readonly [Name in keyof Table]: (
    ...args: Extract<ArgsOf<Table[Name]>, readonly unknown[]>
  ) => Promise<Reply<ResultOf<Table[Name]>>>;
};
