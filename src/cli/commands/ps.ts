/** `gangway ps [NAME]`: the containers behind the bridges that are up, and tasks on other nodes. */
import { endpointAddresses, type EndpointAddress } from '../../shared/endpoint-address';
import type { Container, Inventory, Port } from '../../shared/inventory';
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
};

/** Rejects with `control.not-connected` {name} if `name` is not up. */
export async function ps(context: Context, name?: string): Promise<readonly PsRow[]> {
  const up = await upBridges(context, name);
  return up.flatMap(({ profile, view: { inventory, networks } }) =>
    inventory ? psRows(profile.name, inventory, networks) : [],
  );
}

/** Containers as Docker lists them, then what runs on other nodes. Pure. */
export function psRows(
  profile: string,
  { containers, swarm }: Inventory,
  networks: readonly NetworkView[],
): PsRow[] {
  const hosts = new Map(swarm?.nodes.map(({ id, hostname }) => [id, hostname]));
  const elsewhere = (swarm?.tasks ?? []).filter(({ node }) => node !== swarm?.node);
  return [
    ...containers.map((container) => ({
      ...container,
      ...{ profile, node: null },
      addresses: endpointAddresses(container.endpoints, networks),
    })),
    ...elsewhere.map(({ id, name, image, endpoints, stack, node }) => ({
      ...{ profile, id, name, image, endpoints, project: stack },
      ...({ status: 'running', health: 'none', statusText: 'Running' } as const),
      ...{ createdAt: null, ports: [], node: hosts.get(node) ?? node },
      addresses: endpointAddresses(endpoints, networks),
    })),
  ];
}

/** Like `docker ps`; PROFILE comes first if there may be several, NODE last but one if there are others. */
export function psTable(
  rows: readonly PsRow[],
  several: boolean,
  now: number,
  paint: Io['paint'],
): string[] {
  const nodes = rows.some(({ node }) => node !== null);
  const columns = (
    before: string,
    main: readonly string[],
    node: string,
    last: string,
  ): string[] => [...(several ? [before] : []), ...main, ...(nodes ? [node] : []), last];
  const cells = rows.map((row) =>
    columns(
      row.profile,
      [
        row.name,
        row.health === 'none' ? row.status : `${row.status} (${row.health})`,
        addressWords(row),
        row.ports.map(portWords).join(', ') || '-',
        row.image,
      ],
      row.node ?? '-',
      row.createdAt === null ? '-' : age(row.createdAt, now),
    ),
  );
  const stateColumn = several ? 2 : 1;
  return table(
    columns('PROFILE', ['NAME', 'STATE', 'ADDRESS', 'PORTS', 'IMAGE'], 'NODE', 'AGE'),
    cells.map((row) => row.map(printable)),
    (cell, row, column) => {
      const container = rows[row - 1];
      return container && column === stateColumn ? paint(colourOf(container), cell) : cell;
    },
  );
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
