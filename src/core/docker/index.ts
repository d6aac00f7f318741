/**
 * Docker on the gateway: what it has, and every change of it. The list follows the daemon's event
 * stream over channels of the bridge's SSH session; nothing is polled.
 */
import { finished } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { GangwayError, type ErrorInfo } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import { ChannelAgent } from './agent';
import type { Connect } from './channel-socket';
import { openClient } from './client';
import { coalesce } from './coalesce';
import { explain, isSessionOver, type SocketFacts } from './error-map';

export type { Connect } from './channel-socket';
export type { SocketFacts } from './error-map';
export { readSocketTests, socketTests, type SocketState } from './socket-state';

export interface DockerListeners {
  /** After every change, and after trouble is over. */
  inventory(inventory: Inventory): void;
  /** The list does not follow any more (it is being opened again), or `null`: it does again. */
  trouble(error: ErrorInfo | null): void;
}

export interface DockerWatch {
  /** What the listeners start from. */
  readonly inventory: Inventory;
  /** Ends all calls and channels; no listener is called afterwards. */
  close(): void;
}

/** Milliseconds before the stream is opened again: doubled after each failure, up to the second. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/**
 * Milliseconds after the last event at which the list is read once more. dockerd tells `die` and
 * `disconnect` before it writes the new state to the copy that lists are read from (moby,
 * daemon/monitor.go: the event, the clean-up, then `CheckpointTo`), and says nothing afterwards.
 */
const SETTLE_DELAYS_MS = [200, 2_000];

const DEFAULT_FACTS: SocketFacts = {
  path: '/var/run/docker.sock',
  diagnose: () => Promise.resolve('unknown'),
};

/**
 * Lists what Docker has and keeps the listeners told. `connect` opens a channel to the socket.
 * Rejects with `docker.missing`, `docker.denied`, `docker.failed` or the session's `ssh.*`.
 */
export async function openDocker(
  connect: Connect,
  listeners: DockerListeners,
  facts: SocketFacts = DEFAULT_FACTS,
): Promise<DockerWatch> {
  const closing = new AbortController();
  const agent = new ChannelAgent(connect);
  const close = (): void => {
    closing.abort();
    agent.destroy();
  };
  const open = (): Promise<Following> => follow(agent, listeners, closing.signal);
  try {
    const first = await open();
    void keepFollowing(first, open, listeners, facts, closing.signal);
    return { inventory: first.inventory, close };
  } catch (thrown) {
    close();
    throw new GangwayError(await explain(thrown, facts));
  }
}

interface Following {
  readonly inventory: Inventory;
  /** Resolves with the reason once the list does not follow any more. */
  readonly ended: Promise<unknown>;
}

/** The stream is opened before the list is read, so that no change falls between the two. */
async function follow(
  agent: ChannelAgent,
  listeners: DockerListeners,
  signal: AbortSignal,
): Promise<Following> {
  const client = await openClient(agent);
  const events = await client.events(signal);
  const ended = new Promise<unknown>((resolve) => {
    finished(events, { writable: false }, (error) =>
      resolve(error ?? new Error('its event stream ended')),
    );
  });
  try {
    const inventory = await client.inventory();
    const refresh = coalesce(
      async () => {
        const changed = await client.inventory();
        if (!signal.aborted) listeners.inventory(changed);
      },
      (error) => events.destroy(error as Error),
    );
    let settling: NodeJS.Timeout[] = [];
    const stopSettling = (): void => settling.forEach(clearTimeout);
    events.on('data', () => {
      refresh();
      stopSettling();
      settling = SETTLE_DELAYS_MS.map((wait) => setTimeout(refresh, wait));
    });
    events.on('close', stopSettling);
    return { inventory, ended };
  } catch (error) {
    events.destroy();
    throw error;
  }
}

async function keepFollowing(
  first: Following,
  open: () => Promise<Following>,
  listeners: DockerListeners,
  facts: SocketFacts,
  signal: AbortSignal,
): Promise<void> {
  const closed = (): boolean => signal.aborted;
  let wait = FIRST_DELAY_MS;
  let reason = await first.ended;
  while (!closed()) {
    const error = await explain(reason, facts);
    if (closed() || isSessionOver(error)) return;
    listeners.trouble(error);
    try {
      await delay(wait, undefined, { signal });
      const following = await open();
      if (closed()) return;
      wait = FIRST_DELAY_MS;
      listeners.trouble(null);
      listeners.inventory(following.inventory);
      reason = await following.ended;
    } catch (thrown) {
      reason = thrown;
      wait = Math.min(wait * 2, LONGEST_DELAY_MS);
    }
  }
}
