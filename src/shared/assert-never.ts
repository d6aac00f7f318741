/** Marks a branch the compiler proves unreachable; throws if a value slips through at run time. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
