/** The serving end of a call, the same for every transport: validate, handle, wrap. */
import { failure, toErrorInfo } from '../errors';
import type { CallTable, HandlersOf, Reply } from './builders';

/** Answers `call` with a `Reply`; never throws. Arguments are not trusted. */
export async function serveCall<Table extends CallTable>(
  table: Table,
  handlers: HandlersOf<Table>,
  call: keyof Table & string,
  args: unknown,
): Promise<Reply<unknown>> {
  try {
    const schema = table[call];
    if (!schema) throw failure('internal', { message: `no call named ${call}` });
    const parsed = schema.args.safeParse(args);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      // The first path element is the argument's index: the field inside it is what a person knows.
      const field = issue?.path.slice(1).join('.') ?? '';
      throw failure('config.invalid', { field, message: issue?.message ?? 'not valid' });
    }
    const handler = handlers[call] as (...values: readonly unknown[]) => unknown;
    return { ok: true, value: await handler(...parsed.data) };
  } catch (thrown) {
    return { ok: false, error: toErrorInfo(thrown) };
  }
}
