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

/** How an answer travels: errors as values, because Electron would keep only the message of a thrown one. */
export type Reply<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: ErrorInfo };

/** What the calling side of Electron IPC holds: as `ClientOf`, but failures arrive as values. */
export type RepliesOf<Table> = {
  readonly [Name in keyof Table]: (
    ...args: Extract<ArgsOf<Table[Name]>, readonly unknown[]>
  ) => Promise<Reply<ResultOf<Table[Name]>>>;
};
