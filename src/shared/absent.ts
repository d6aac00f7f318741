/** Values that are not there, in objects that are stored or compared: pure. */

/** The same without keys that have no value, at any depth: who compares or stores it would find them one too many. */
export function withoutAbsent<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutAbsent) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    present.map(([key, each]) => [key, withoutAbsent<unknown>(each)]),
  ) as Value;
}

/** `undefined` for an object none of whose keys has a value. */
export function unlessEmpty<Value extends object>(value: Value): Value | undefined {
  return Object.values(value).every((each) => each === undefined) ? undefined : value;
}
