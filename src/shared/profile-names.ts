/** Names for profiles that nobody typed: pure. */

/** As the profile's schema has it: a DNS label, cut short. */
const MAX_LENGTH = 32;

/** A DNS-safe name for a host, e.g. `db-1-example-org` for `DB_1.example.org`. */
export function profileNameFor(host: string): string {
  const label = host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  return trimmed(label, MAX_LENGTH) || 'host';
}

/** `name`, or the first of `name-2`, `name-3`… that is not `taken`. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  // A copy of `staging-2` is `staging-3`; `web-01` is somebody's own way of counting.
  const [, base = name] = /^(.+)-(?:[2-9]|[1-9]\d+)$/.exec(name) ?? [];
  for (let count = 2; ; count++) {
    const end = `-${count}`;
    const next = `${trimmed(base, MAX_LENGTH - end.length)}${end}`;
    if (!taken.includes(next)) return next;
  }
}

/** Each of `items` under a name that neither `taken` nor an earlier one has. */
export function withFreeNames<Item extends { readonly name: string }>(
  items: readonly Item[],
  taken: readonly string[],
): Item[] {
  const names = [...taken];
  return items.map((item) => {
    const name = freeName(item.name, names);
    names.push(name);
    return { ...item, name };
  });
}

function trimmed(label: string, length: number): string {
  return label.slice(0, length).replace(/-+$/, '');
}
