/** The calling end of a call table, the same for every transport. */
import type { CallTable, ClientOf } from './builders';

/** An object with one method per call of `table`, each of which hands its name and arguments to `call`. */
export function makeClient<Table extends CallTable>(
  table: Table,
  call: (name: keyof Table & string, args: readonly unknown[]) => Promise<unknown>,
): ClientOf<Table> {
  const methods: Record<string, unknown> = {};
  for (const name of Object.keys(table)) methods[name] = (...args: unknown[]) => call(name, args);
  return methods as ClientOf<Table>;
}
