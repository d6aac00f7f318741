/**
 * Docker on the gateway: what it has, and every change of it. The list follows the daemon's event
 * stream over channels of the bridge's SSH session.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { GangwayError, type ErrorInfo } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import { ChannelAgent } from './agent';
import type { Connect } from './channel-socket';
import type { Attachments } from './attachment';
import { AttachmentKeeper } from './attachments';
import { openClient } from './client';
import { explain, isSessionOver, type SocketFacts } from './error-map';
import { follow, type Following } from './follow';

export type { Attachable, Attachments } from './attachment';
export type { Connect } from './channel-socket';
export { dockerEndpoint, LOCAL_ENDPOINT, type DockerEndpoint } from './endpoint';
export { explain, type SocketFacts } from './error-map';
export { LazyAttachments } from './lazy-attachments';
export type { SocketState } from './socket-state';

export interface DockerListeners {
  /** After every change, and after trouble is over. */
  inventory(inventory: Inventory): void;
  /** The list does not follow any more (it is being opened again), or `null`: it does again. */
  trouble(error: ErrorInfo | null): void;
  /** An attachment was taken away, by a person or with the daemon; `attach` puts it back. */
  attachmentGone?(networkId: string): void;
}

export interface DockerWatch {
  /** What the listeners start from. */
  readonly inventory: Inventory;
  readonly attachments: Attachments;
  /** Ends all calls and channels; no listener is called afterwards. */
  close(): void;
}

/** Milliseconds before the stream is opened again: doubled after each failure, up to the second. */
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

const DEFAULT_FACTS: SocketFacts = {
  path: '/var/run/docker.sock',
  diagnose: () => Promise.resolve('unknown'),
};

/**
 * Lists what Docker has and keeps the listeners told. `connect` opens a channel to the socket.
 * Rejects with `docker.missing`, `docker.denied`, `docker.tls-failed`, `docker.failed` or the session's `ssh.*`.
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
  const attachments = new AttachmentKeeper((networkId) => {
    if (!closing.signal.aborted) listeners.attachmentGone?.(networkId);
  });
  const open = async (): Promise<Following> => {
    const client = await openClient(agent);
    const following = await follow(
      client,
      {
        inventory: (inventory) => {
          listeners.inventory(inventory);
        },
        event: (event) => {
          attachments.heard(event);
        },
      },
      closing.signal,
    );
    void following.ended.then(() => {
      attachments.closed();
    });
    attachments.opened(client);
    return following;
  };
  try {
    const first = await open();
    void keepFollowing(first, open, {
      listeners,
      facts,
      signal: closing.signal,
      reopened: () => void attachments.check(),
    });
    return { inventory: first.inventory, attachments, close };
  } catch (thrown) {
    close();
    throw new GangwayError(await explain(thrown, facts));
  }
}

interface Surroundings {
  readonly listeners: DockerListeners;
  readonly facts: SocketFacts;
  readonly signal: AbortSignal;
  readonly reopened: () => void;
}

async function keepFollowing(
  first: Following,
  open: () => Promise<Following>,
  { listeners, facts, signal, reopened }: Surroundings,
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
      reopened();
      reason = await following.ended;
    } catch (thrown) {
      reason = thrown;
      wait = Math.min(wait * 2, LONGEST_DELAY_MS);
    }
  }
}
