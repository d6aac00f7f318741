/** `gangway ps [NAME]`: the containers behind the bridges that are up, and tasks on other nodes. */
import { endpointAddresses, type EndpointAddress } from '../../shared/endpoint-address';
import type { Container, Inventory, Port } from '../../shared/inventory';
import { namesHere, shortName } from '../../shared/names-here';
import type { NamesView } from '../../shared/names-view';
import type { NetworkView } from '../../shared/network-view';
import { upBridges } from '../choose';
import type { Context } from '../context';
import { printable, type Io } from '../io';
import { age, table } from '../table';

/** One object of `ps --json`: a container of the gateway, or a task that runs on another node. */
export type PsRow = Omit<Container, 'createdAt'> & {
  readonly profile: string;
  /** Host name of the other node; `null` for a container of the gateway. */
  readonly node: string | null;
  /** Epoch milliseconds; `null` for a task. */
  readonly createdAt: number | null;
  /** `here` is what to use; `null` if the network is not routed. */
  readonly addresses: readonly EndpointAddress[];
  /** Whole names by which this computer knows it. */
  readonly dnsNames: readonly string[];
  /** The first of them, as short as this computer takes it; `null` if there is none. */
  readonly dnsName: string | null;
};

/** Rejects with `control.not-connected` {name} if `name` is not up. */
export async function ps(context: Context, name?: string): Promise<readonly PsRow[]> {
  const up = await upBridges(context, name);
  return up.flatMap(({ profile, view: { inventory, networks, names } }) =>
    inventory ? psRows(profile.name, inventory, networks, names) : [],
  );
}

/** Containers as Docker lists them, then what runs on other nodes. Pure. */
export function psRows(
  profile: string,
  { containers, swarm }: Inventory,
  networks: readonly NetworkView[],
  names: NamesView | null = null,
): PsRow[] {
  const hosts = new Map(swarm?.nodes.map(({ id, hostname }) => [id, hostname]));
  const elsewhere = (swarm?.tasks ?? []).filter(({ node }) => node !== swarm?.node);
  return [
    ...containers.map((container) => ({
      ...container,
      ...{ profile, node: null },
      addresses: endpointAddresses(container.endpoints, networks),
      ...dnsOf(container.id, names),
    })),
    ...elsewhere.map(({ id, name, image, endpoints, stack, node }) => ({
      ...{ profile, id, name, image, endpoints, project: stack },
      ...({ status: 'running', health: 'none', statusText: 'Running' } as const),
      ...{ createdAt: null, ports: [], node: hosts.get(node) ?? node },
      addresses: endpointAddresses(endpoints, networks),
      ...dnsOf(id, names),
    })),
  ];
}

function dnsOf(id: string, names: NamesView | null): Pick<PsRow, 'dnsNames' | 'dnsName'> {
  const dnsNames = namesHere(names, id);
  const [first] = dnsNames;
  return { dnsNames, dnsName: names && first !== undefined ? shortName(first, names) : null };
}

const STATE = 'STATE';

interface Column {
  readonly title: string;
  readonly cell: (row: PsRow) => string;
}

/** Like `docker ps`; PROFILE comes first if there may be several, DNS NAME and NODE only if there are any. */
export function psTable(
  rows: readonly PsRow[],
  several: boolean,
  now: number,
  paint: Io['paint'],
): string[] {
  const columns: Column[] = [
    ...(several ? [{ title: 'PROFILE', cell: ({ profile }: PsRow) => profile }] : []),
    { title: 'NAME', cell: ({ name }) => name },
    { title: STATE, cell: stateWords },
    { title: 'ADDRESS', cell: addressWords },
    ...ifAny(rows, 'DNS NAME', ({ dnsName }) => dnsName),
    { title: 'PORTS', cell: ({ ports }) => ports.map(portWords).join(', ') || '-' },
    { title: 'IMAGE', cell: ({ image }) => image },
    ...ifAny(rows, 'NODE', ({ node }) => node),
    { title: 'AGE', cell: ({ createdAt }) => (createdAt === null ? '-' : age(createdAt, now)) },
  ];
  const stateColumn = columns.findIndex(({ title }) => title === STATE);
  return table(
    columns.map(({ title }) => title),
    rows.map((row) => columns.map(({ cell }) => printable(cell(row)))),
    (cell, row, column) => {
      const container = rows[row - 1];
      return container && column === stateColumn ? paint(colourOf(container), cell) : cell;
    },
  );
}

/** A column that is left out where no row has anything for it. */
function ifAny(
  rows: readonly PsRow[],
  title: string,
  pick: (row: PsRow) => string | null,
): Column[] {
  return rows.some((row) => pick(row) !== null) ? [{ title, cell: (row) => pick(row) ?? '-' }] : [];
}

function stateWords({ status, health }: PsRow): string {
  return health === 'none' ? status : `${status} (${health})`;
}

/** As used here; in parentheses where nothing leads to it. */
function addressWords({ addresses }: PsRow): string {
  return addresses.map(({ real, here }) => here ?? `(${real})`).join(', ') || '-';
}

/** `80/tcp`, or `8080->80/tcp` where the gateway publishes it. */
function portWords({ container, protocol, host }: Port): string {
  const port = `${container}/${protocol}`;
  return host === null ? port : `${host}->${port}`;
}

function colourOf({
  status,
  health,
}: Pick<Container, 'status' | 'health'>): Parameters<Io['paint']>[0] {
  if (health === 'unhealthy' || status === 'dead') return 'red';
  if (status === 'running') return health === 'starting' ? 'yellow' : 'green';
  return status === 'exited' || status === 'created' ? 'dim' : 'yellow';
}
