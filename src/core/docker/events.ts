/** Docker's event stream, and what an event makes of the lists: pure. */
import { z } from 'zod';
import { isAttachment } from './labels';

/**
 * Events after which the inventory may look different. The `exec_*` of health checks come every few
 * seconds per container and change nothing.
 */
export const EVENT_FILTERS = {
  type: ['container', 'network', 'service', 'node'],
  event: [
    ...['create', 'start', 'restart', 'die', 'stop', 'pause', 'unpause', 'rename', 'update'],
    ...['destroy', 'remove', 'health_status', 'connect', 'disconnect'],
  ],
};

const eventSchema = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).nullish() }),
});

export interface DockerEvent {
  readonly type: string;
  readonly action: string;
  /** Of the container, network, service or node. */
  readonly id: string;
  /** Of a container: its labels too. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A line of the stream. Throws if it is none. */
export function parseEvent(line: string): DockerEvent {
  const { Type, Action, Actor } = eventSchema.parse(JSON.parse(line));
  return { type: Type, action: Action, id: Actor.ID, attributes: Actor.Attributes ?? {} };
}

/** What the inventory is put together from; each is a list call of its own (`swarm` is three). */
export type Part = 'containers' | 'networks' | 'membership' | 'swarm' | 'tasks';

export const ALL_PARTS: readonly Part[] = ['containers', 'networks', 'membership', 'swarm'];

/** The parts that may look different after an event. */
export function partsAfter({ type, action, attributes }: DockerEvent): readonly Part[] {
  switch (type) {
    case 'container':
      if (isAttachment(attributes)) return [];
      return 'com.docker.swarm.task.id' in attributes ? ['containers', 'tasks'] : ['containers'];
    case 'network':
      if (action === 'connect' || action === 'disconnect') return ['containers'];
      // Nothing says that a node has joined or left a Swarm, but the overlays that come and go with it.
      return attributes['type'] === 'overlay' ? ['networks', 'membership'] : ['networks'];
    case 'service':
      return ['swarm'];
    default:
      return ['membership', 'swarm'];
  }
}
