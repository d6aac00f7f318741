/**
 * One event stream, and the inventory that follows it for as long as it lasts. At most one reading is under way;
 * whatever happens meanwhile is one more afterwards.
 */
import { createInterface } from 'node:readline';
import { finished } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { Inventory } from '../../shared/inventory';
import type { DockerClient } from './client';
import { coalesce } from './coalesce';
import { ALL_PARTS, parseEvent, partsAfter, type DockerEvent, type Part } from './events';
import { InventoryReader } from './reader';
import { Settling } from './settle';

/**
 * Milliseconds between two readings of a Swarm's tasks. The API has no event for a task, and the events of a container
 * are told on its own node only: what happens on other nodes nobody tells. So managers are asked, one call
 * at a time, and only while there are other nodes.
 */
const TASKS_EVERY_MS = 2_000;

/** So many times as long as the last reading took is waited for the next: a big Swarm is asked less often. */
const TASKS_EASE = 5;

export interface FollowListeners {
  /** After a change. */
  inventory(inventory: Inventory): void;
  event(event: DockerEvent): void;
}

export interface Following {
  readonly inventory: Inventory;
  /** Resolves with the reason once the list does not follow any more. */
  readonly ended: Promise<unknown>;
}

/** The stream is opened before the lists are read, so that no change falls between the two. */
export async function follow(
  client: DockerClient,
  listeners: FollowListeners,
  signal: AbortSignal,
): Promise<Following> {
  const events = await client.events(signal);
  const ended = new Promise<unknown>((resolve) => {
    finished(events, { writable: false }, (error) =>
      resolve(error ?? new Error('its event stream ended')),
    );
  });
  let asking: NodeJS.Timeout | undefined;
  let open = true;
  events.on('close', () => {
    open = false;
    clearTimeout(asking);
    settling.stop();
    reader.stop();
  });
  const reader = new InventoryReader(client, () => again());
  let stale = new Set<Part>(ALL_PARTS);
  let inventory: Inventory | undefined;

  const read = async (): Promise<Inventory> => {
    const parts = stale;
    stale = new Set();
    const since = performance.now();
    const fresh = await reader.read(parts);
    if (reader.isBlind && open) {
      const wait = Math.max(TASKS_EVERY_MS, TASKS_EASE * (performance.now() - since));
      asking ??= setTimeout(() => {
        asking = undefined;
        refresh(['tasks']);
      }, wait);
    }
    return fresh;
  };
  const again = coalesce(
    async () => {
      const fresh = await read();
      if (signal.aborted || isDeepStrictEqual(fresh, inventory)) return;
      inventory = fresh;
      listeners.inventory(fresh);
    },
    (error) => events.destroy(error as Error),
  );
  const refresh = (parts: readonly Part[]): void => {
    if (parts.length === 0) return;
    for (const part of parts) stale.add(part);
    again();
  };
  const settling = new Settling<Part>(refresh);
  try {
    inventory = await read();
  } catch (error) {
    events.destroy();
    throw error;
  }
  const lines = createInterface({ input: events });
  // Why the stream ended is in `ended`; readline would throw it as well.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    try {
      const event = parseEvent(line);
      listeners.event(event);
      const parts = partsAfter(event);
      refresh(parts);
      settling.after(parts);
    } catch (error) {
      events.destroy(error as Error);
    }
  });
  return { inventory, ended };
}
