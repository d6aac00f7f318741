/** `gangway ps [NAME]`: the containers behind the bridges that are up. */
import { failure } from '../../shared/errors';
import type { Container, Inventory, Port } from '../../shared/inventory';
import type { Profile } from '../../shared/profile';
import { openProfiles, type Context } from '../context';
import { printable, type Io } from '../io';
import { profileNamed } from '../live';
import { attach } from '../session';
import { age, table } from '../table';

/** One object of `ps --json`. */
export type PsRow = Container & { readonly profile: string };

/** Rejects with `control.not-connected` {name} if `name` is not up. */
export async function ps(context: Context, name?: string): Promise<readonly PsRow[]> {
  const session = await attach(context);
  if (!session) {
    if (name === undefined) return [];
    profileNamed(openProfiles(context).list(), name);
    throw failure('control.not-connected', { name });
  }
  try {
    const { live } = session;
    const chosen = name === undefined ? live.current.profiles : [live.profile(name)];
    const up = chosen.filter(({ id }) => live.bridge(id).state.kind === 'connected');
    if (name !== undefined && up.length === 0) throw failure('control.not-connected', { name });
    return up.flatMap((profile) => rowsOf(profile, live.bridge(profile.id).inventory));
  } finally {
    await session.end();
  }
}

function rowsOf({ name }: Profile, inventory: Inventory | null): PsRow[] {
  return (inventory?.containers ?? []).map((container) => ({ ...container, profile: name }));
}

/** Like `docker ps`; a column PROFILE comes first if there may be several. */
export function psTable(
  rows: readonly PsRow[],
  several: boolean,
  now: number,
  paint: Io['paint'],
): string[] {
  const heading = ['NAME', 'STATE', 'ADDRESS', 'PORTS', 'IMAGE', 'AGE'];
  const cells = rows.map((row) => [
    ...(several ? [row.profile] : []),
    row.name,
    row.health === 'none' ? row.status : `${row.status} (${row.health})`,
    addressesOf(row),
    row.ports.map(portWords).join(', ') || '-',
    row.image,
    age(row.createdAt, now),
  ]);
  const stateColumn = several ? 2 : 1;
  return table(
    several ? ['PROFILE', ...heading] : heading,
    cells.map((row) => row.map(printable)),
    (cell, row, column) => {
      const container = rows[row - 1];
      return container && column === stateColumn ? paint(colourOf(container), cell) : cell;
    },
  );
}

function addressesOf({ endpoints }: Container): string {
  return endpoints.flatMap(({ ipv4 }) => (ipv4 === null ? [] : [ipv4])).join(', ') || '-';
}

/** `80/tcp`, or `8080->80/tcp` where the gateway publishes it. */
function portWords({ container, protocol, host }: Port): string {
  const port = `${container}/${protocol}`;
  return host === null ? port : `${host}->${port}`;
}

function colourOf({ status, health }: Container): Parameters<Io['paint']>[0] {
  if (health === 'unhealthy' || status === 'dead') return 'red';
  if (status === 'running') return health === 'starting' ? 'yellow' : 'green';
  return status === 'exited' || status === 'created' ? 'dim' : 'yellow';
}
