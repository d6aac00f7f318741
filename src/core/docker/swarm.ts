/**
 * From `GET /info`, `/nodes`, `/services` and `/tasks` (Docker Engine API 1.24 and later) to a `Swarm`: pure.
 * Only managers answer the last three.
 */
import { z } from 'zod';
import type { Endpoint, Swarm, SwarmNode, SwarmTask } from '../../shared/inventory';
import { compareNames, imageName } from './container';
import { isAttachment } from './labels';

const labelsSchema = z.record(z.string(), z.string()).nullish();

export const membershipSchema = z.object({
  Swarm: z
    .object({ NodeID: z.string().nullish(), ControlAvailable: z.boolean().nullish() })
    .nullish(),
});

/** This node's place in a Swarm; `node` is empty if it has none. */
export interface Membership {
  readonly node: string;
  readonly manager: boolean;
}

export function toMembership({ Swarm }: z.infer<typeof membershipSchema>): Membership {
  return { node: Swarm?.NodeID ?? '', manager: Swarm?.ControlAvailable ?? false };
}

export const nodeSchema = z.object({
  ID: z.string(),
  Spec: z.object({ Role: z.string().nullish(), Availability: z.string().nullish() }),
  /** Absent until the node was heard for the first time. */
  Description: z.object({ Hostname: z.string().nullish() }).nullish(),
  Status: z.object({ State: z.string().nullish() }).nullish(),
});

/** `Target` is a network's id, or its name. */
const serviceNetworkSchema = z.object({
  Target: z.string().nullish(),
  Aliases: z.array(z.string()).nullish(),
});

export const serviceSchema = z.object({
  ID: z.string(),
  Spec: z.object({
    Name: z.string(),
    Labels: labelsSchema,
    TaskTemplate: z.object({ Networks: z.array(serviceNetworkSchema).nullish() }).nullish(),
  }),
});

const attachmentSchema = z.object({
  Network: z.object({ ID: z.string(), Spec: z.object({ Name: z.string() }) }),
  /** With prefix length: `10.0.1.4/24`. */
  Addresses: z.array(z.string()).nullish(),
});

export const taskSchema = z.object({
  ID: z.string(),
  ServiceID: z.string().nullish(),
  /** Absent in global services. */
  Slot: z.int().nullish(),
  NodeID: z.string().nullish(),
  Spec: z.object({ ContainerSpec: z.object({ Image: z.string().nullish() }).nullish() }),
  Status: z.object({
    State: z.string(),
    ContainerStatus: z.object({ ContainerID: z.string().nullish() }).nullish(),
  }),
  NetworksAttachments: z.array(attachmentSchema).nullish(),
});

/** What a manager lists. */
export interface SwarmLists {
  readonly nodes: readonly z.infer<typeof nodeSchema>[];
  readonly services: readonly z.infer<typeof serviceSchema>[];
  readonly tasks: readonly z.infer<typeof taskSchema>[];
}

export const NO_LISTS: SwarmLists = { nodes: [], services: [], tasks: [] };

export function toSwarm({ node, manager }: Membership, lists: SwarmLists): Swarm | null {
  if (node === '') return null;
  const services = new Map(lists.services.map((service) => [service.ID, service.Spec]));
  return {
    node,
    manager,
    nodes: lists.nodes.map(toNode).sort((a, b) => compareNames(a.hostname, b.hostname)),
    tasks: lists.tasks
      .flatMap((task) => {
        const service = services.get(task.ServiceID ?? '');
        const listed = service && !isAttachment(service.Labels) && task.Status.State === 'running';
        return listed ? [toTask(task, service)] : [];
      })
      .sort((a, b) => compareNames(a.name, b.name)),
  };
}

function toNode({ ID, Spec, Description, Status }: z.infer<typeof nodeSchema>): SwarmNode {
  return {
    id: ID,
    hostname: Description?.Hostname ?? ID,
    role: Spec.Role === 'manager' ? 'manager' : 'worker',
    available: Status?.State === 'ready' && Spec.Availability === 'active',
  };
}

function toTask(
  task: z.infer<typeof taskSchema>,
  service: z.infer<typeof serviceSchema>['Spec'],
): SwarmTask {
  return {
    id: task.ID,
    name: `${service.Name}.${task.Slot ?? task.NodeID ?? task.ID}`,
    service: service.Name,
    stack: service.Labels?.['com.docker.stack.namespace'] ?? null,
    image: imageName(task.Spec.ContainerSpec?.Image ?? ''),
    node: task.NodeID ?? '',
    container: task.Status.ContainerStatus?.ContainerID ?? null,
    endpoints: (task.NetworksAttachments ?? [])
      .map((attachment) => toEndpoint(attachment, service))
      .sort((a, b) => compareNames(a.network, b.network)),
  };
}

function toEndpoint(
  { Network, Addresses }: z.infer<typeof attachmentSchema>,
  { TaskTemplate }: z.infer<typeof serviceSchema>['Spec'],
): Endpoint {
  const addresses = (Addresses ?? []).map((address) => address.replace(/\/\d+$/, ''));
  const { ID, Spec } = Network;
  const aliases = (TaskTemplate?.Networks ?? [])
    .filter(({ Target }) => Target === ID || Target === Spec.Name)
    .flatMap(({ Aliases }) => Aliases ?? []);
  return {
    network: Spec.Name,
    ipv4: addresses.find((address) => !address.includes(':')) ?? null,
    ipv6: addresses.find((address) => address.includes(':')) ?? null,
    ...(aliases.length > 0 && { aliases: [...new Set(aliases)] }),
  };
}
