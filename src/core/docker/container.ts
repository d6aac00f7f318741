/** From an entry of `GET /containers/json` (Docker Engine API 1.24 and later) to a `Container`: pure. */
import { z } from 'zod';
import { parseAddress } from '../../shared/cidr';
import type {
  Container,
  ContainerHealth,
  ContainerStatus,
  Endpoint,
  Port,
  TaskLabels,
} from '../../shared/inventory';

const STATUSES = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
] as const satisfies ContainerStatus[];

const portSchema = z.object({
  PrivatePort: z.int(),
  PublicPort: z.int().nullish(),
  Type: z.string(),
});

const endpointSchema = z.object({
  /** Empty while the container is not on the network; another one each time that it joins. */
  EndpointID: z.string().nullish(),
  IPAddress: z.string().nullish(),
  GlobalIPv6Address: z.string().nullish(),
});

/** The part that we read; Go writes an empty list or map as `null` now and then. */
export const containerSchema = z.object({
  Id: z.string(),
  Names: z.array(z.string()).nullish(),
  Image: z.string(),
  Created: z.number(),
  State: z.string(),
  Status: z.string(),
  Ports: z.array(portSchema).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
  NetworkSettings: z
    .object({ Networks: z.record(z.string(), endpointSchema.nullable()).nullish() })
    .nullish(),
});
type Entry = z.infer<typeof containerSchema>;

export function toContainer(entry: Entry): Container {
  const labels = entry.Labels ?? {};
  return {
    id: entry.Id,
    name: nameOf(entry),
    image: imageName(entry.Image),
    status: STATUSES.find((status) => status === entry.State) ?? 'exited',
    health: healthOf(entry.Status),
    statusText: entry.Status,
    createdAt: entry.Created * 1000,
    endpoints: Object.entries(entry.NetworkSettings?.Networks ?? {})
      .map(([network, endpoint]) => toEndpoint(network, endpoint))
      .sort((a, b) => compareNames(a.network, b.network)),
    ports: portsOf(entry),
    project: labels['com.docker.compose.project'] ?? labels['com.docker.stack.namespace'] ?? null,
    service: labels['com.docker.compose.service'] ?? null,
    task: taskIn(labels),
  };
}

/** `shop.1.x3f…` is the task `shop.1`. */
function taskIn(labels: Readonly<Record<string, string>>): TaskLabels | null {
  const [id, name = '', service = '', node = ''] = [
    'task.id',
    'task.name',
    'service.name',
    'node.id',
  ].map((label) => labels[`com.docker.swarm.${label}`]);
  if (id === undefined) return null;
  const stack = labels['com.docker.stack.namespace'] ?? null;
  return { id, name: name.slice(0, name.lastIndexOf('.')), service, stack, node };
}

const RUNNING: readonly ContainerStatus[] = ['running', 'paused', 'restarting'];

/** Running first, then by name. */
export function compareContainers(a: Container, b: Container): number {
  const rank = ({ status }: Container): number => (RUNNING.includes(status) ? 0 : 1);
  return rank(a) - rank(b) || compareNames(a.name, b.name);
}

/** `web-2` comes before `web-10`. */
const { compare: compareNames } = new Intl.Collator('en', { numeric: true });
export { compareNames };

/** Legacy links add names such as `/other/alias`; the container's own has one slash. */
function nameOf({ Names, Id }: Entry): string {
  const names = (Names ?? []).map((name) => name.replace(/^\//, ''));
  return names.find((name) => !name.includes('/')) ?? names[0] ?? Id.slice(0, 12);
}

/** As `docker ps` prints it: an id in short, a pinned digest left out. */
export function imageName(image: string): string {
  const id = /^sha256:([0-9a-f]{12})/.exec(image)?.[1];
  return id ?? image.replace(/@sha256:[0-9a-f]+$/, '');
}

/** The list has no field for it before API 1.52, but says it at the end of the status. */
function healthOf(status: string): ContainerHealth {
  const word = /\((?:health: )?(starting|healthy|unhealthy)\)$/.exec(status)?.[1];
  return (word as ContainerHealth | undefined) ?? 'none';
}

function toEndpoint(network: string, endpoint: z.infer<typeof endpointSchema> | null): Endpoint {
  const [ipv4, ipv6] = [endpoint?.IPAddress ?? '', endpoint?.GlobalIPv6Address ?? ''];
  return {
    network,
    ipv4: parseAddress(ipv4) === undefined ? null : ipv4,
    ipv6: ipv6.includes(':') ? ipv6 : null,
  };
}

/** A published port is listed once per address family: both are one port here. */
function portsOf({ Ports }: Entry): Port[] {
  const ports = (Ports ?? []).map(({ PrivatePort, PublicPort, Type }): Port => ({
    container: PrivatePort,
    protocol: Type === 'udp' || Type === 'sctp' ? Type : 'tcp',
    host: PublicPort ?? null,
  }));
  const unique = new Map(
    ports.map((port) => [`${port.container}/${port.protocol}/${port.host ?? ''}`, port]),
  );
  return [...unique.values()].sort(
    (a, b) => a.container - b.container || (a.host ?? 0) - (b.host ?? 0),
  );
}
