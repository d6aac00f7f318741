/** The calls of the Docker Engine API that Gangway makes to list and follow. `attach-calls.ts` has those that change. */
import Docker from 'dockerode';
import { z } from 'zod';
import type { Network } from '../../shared/inventory';
import type { ChannelAgent } from './agent';
import { engineVersion, negotiate, versionSchema } from './api-version';
import { compareContainers, compareNames, containerSchema } from './container';
import { withoutDockerEnvironment } from './environment';
import { EVENT_FILTERS } from './events';
import { isAttachment } from './labels';
import { aliasesSchema, toAliases, toListed, type ListedContainer } from './listed';
import { networkSchema, toNetwork } from './network';
import {
  membershipSchema,
  nodeSchema,
  serviceSchema,
  taskSchema,
  toMembership,
  type Membership,
  type SwarmLists,
} from './swarm';

/** A daemon that does not answer a call within this hangs: milliseconds. */
const CALL_TIMEOUT_MS = 30_000;

/** An `http.IncomingMessage`, which dockerode declares too narrowly. */
type EventStream = NodeJS.ReadableStream & { destroy(error?: Error): void };

/** Rejects with what dockerode does: an error with a `statusCode` if the daemon answered with one. */
export interface DockerClient {
  readonly engine: string;
  /** Of the engine's machine, as Go names it: `amd64`, `arm64`, … */
  readonly architecture: string;
  readonly docker: Docker;
  /** Running first, then by name; without attachments, and without aliases. */
  containers(): Promise<readonly ListedContainer[]>;
  /** By id of endpoint: the aliases of one container. */
  aliases(container: string): Promise<ReadonlyMap<string, readonly string[]>>;
  networks(): Promise<readonly Network[]>;
  membership(): Promise<Membership>;
  /** On managers only; others answer 503. */
  swarm(): Promise<SwarmLists>;
  tasks(): Promise<SwarmLists['tasks']>;
  /** `GET /events`: lines of JSON for as long as the daemon runs. Ends with `signal`. */
  events(signal: AbortSignal): Promise<EventStream>;
}

/** What runs, or is to run to its end (a job). The daemon keeps the last few of every slot that do not. */
const LIVE_TASKS = { 'desired-state': ['running', 'complete'] };

/** Asks the daemon for its version and speaks the newest API that both know. */
export async function openClient(agent: ChannelAgent): Promise<DockerClient> {
  const version = versionSchema.parse(await dockerOver(agent).version());
  const docker = dockerOver(agent, `v${negotiate(version)}`);
  // Its declaration lacks the options.
  const info = docker.info.bind(docker) as (options: object) => Promise<unknown>;
  const tasks = async (): Promise<SwarmLists['tasks']> =>
    z.array(taskSchema).parse(await docker.listTasks({ filters: LIVE_TASKS, ...soon() }));
  return {
    engine: engineVersion(version),
    architecture: version.Arch ?? '',
    docker,
    containers: async () =>
      z
        .array(containerSchema)
        .parse(await docker.listContainers({ all: true, ...soon() }))
        .filter(({ Labels }) => !isAttachment(Labels))
        .map(toListed)
        .sort((a, b) => compareContainers(a.container, b.container)),
    aliases: async (id) =>
      toAliases(aliasesSchema.parse(await docker.getContainer(id).inspect(soon()))),
    networks: async () =>
      z
        .array(networkSchema)
        .parse(await docker.listNetworks(soon()))
        .map(toNetwork)
        .sort((a, b) => compareNames(a.name, b.name)),
    membership: async () => toMembership(membershipSchema.parse(await info(soon()))),
    swarm: async () => {
      const lists = [docker.listNodes(soon()), docker.listServices(soon()), tasks()] as const;
      const [nodes, services, live] = await Promise.all(lists);
      return {
        nodes: z.array(nodeSchema).parse(nodes),
        services: z.array(serviceSchema).parse(services),
        tasks: live,
      };
    },
    tasks,
    events: async (abortSignal) => {
      const options = { filters: EVENT_FILTERS as object, abortSignal };
      return (await docker.getEvents(options)) as EventStream;
    },
  };
}

/** dockerode takes it out of the options before they become the query. */
export function soon(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) };
}

/** The host is only for the `Host` header; where the connection goes is the agent's business. */
function dockerOver(agent: ChannelAgent, version?: string): Docker {
  const options = { protocol: 'http', host: 'docker', port: 80, agent } as const;
  return withoutDockerEnvironment(() => new Docker(version ? { ...options, version } : options));
}
