/** The few calls of the Docker Engine API that Gangway makes. */
import Docker from 'dockerode';
import { z } from 'zod';
import type { Inventory } from '../../shared/inventory';
import type { ChannelAgent } from './agent';
import { engineVersion, negotiate, versionSchema } from './api-version';
import { compareContainers, compareNames, containerSchema, toContainer } from './container';
import { networkSchema, toNetwork } from './network';

/** A daemon that does not answer a list within this hangs: milliseconds. */
const CALL_TIMEOUT_MS = 30_000;

/**
 * Events after which the inventory may look different. The `exec_*` of health checks come every few
 * seconds per container and change nothing.
 */
const EVENT_FILTERS = {
  type: ['container', 'network'] as ('container' | 'network')[],
  event: [
    ...['create', 'start', 'restart', 'die', 'stop', 'pause', 'unpause', 'rename', 'update'],
    ...['destroy', 'remove', 'health_status', 'connect', 'disconnect'],
  ],
};

/** An `http.IncomingMessage`, which dockerode declares too narrowly. */
type EventStream = NodeJS.ReadableStream & { destroy(error?: Error): void };

export interface DockerClient {
  inventory(): Promise<Inventory>;
  /** `GET /events`: lines of JSON for as long as the daemon runs. Ends with `signal`. */
  events(signal: AbortSignal): Promise<EventStream>;
}

/** Asks the daemon for its version and speaks the newest API that both know. */
export async function openClient(agent: ChannelAgent): Promise<DockerClient> {
  const version = versionSchema.parse(await dockerOver(agent).version());
  const docker = dockerOver(agent, `v${negotiate(version)}`);
  const engine = engineVersion(version);
  return {
    inventory: async () => {
      const abortSignal = AbortSignal.timeout(CALL_TIMEOUT_MS);
      const [containers, networks] = await Promise.all([
        docker.listContainers({ all: true, abortSignal }),
        docker.listNetworks({ abortSignal }),
      ]);
      return {
        containers: z
          .array(containerSchema)
          .parse(containers)
          .map(toContainer)
          .sort(compareContainers),
        networks: z
          .array(networkSchema)
          .parse(networks)
          .map(toNetwork)
          .sort((a, b) => compareNames(a.name, b.name)),
        engine,
      };
    },
    events: async (abortSignal) => {
      const options = { filters: EVENT_FILTERS, abortSignal };
      return (await docker.getEvents(options)) as EventStream;
    },
  };
}

/** The host is only for the `Host` header; where the connection goes is the agent's business. */
function dockerOver(agent: ChannelAgent, version?: string): Docker {
  const options = { protocol: 'http', host: 'docker', port: 80, agent } as const;
  return withoutDockerEnvironment(() => new Docker(version ? { ...options, version } : options));
}

/**
 * docker-modem mixes `DOCKER_HOST`, `DOCKER_CERT_PATH` and the like into whatever it is given, and
 * throws if they make no sense. They are about the laptop's own Docker.
 */
function withoutDockerEnvironment<Value>(make: () => Value): Value {
  const host = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    return make();
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host;
  }
}
