/** `gangway check CONTAINER`: whether a container can be reached from here, and if not why. */
import { failure, GangwayError } from '../../shared/errors';
import type { Inventory } from '../../shared/inventory';
import type { Reachability } from '../../shared/network-view';
import { noInventoryReason } from '../../shared/no-inventory';
import type { BridgeView } from '../../shared/snapshot';
import { withBridge } from '../choose';
import type { Context } from '../context';

/** The object of `check --json`. */
export type CheckOutcome = Reachability & {
  readonly profile: string;
  /** Of the container, or of the task. */
  readonly name: string;
  readonly id: string;
};

interface Target {
  readonly id: string;
  readonly name: string;
}

/** Rejects as `withBridge`, and with `docker.no-such-container` {name, matches?}. */
export function check(
  context: Context,
  profileName: string | undefined,
  wanted: string,
): Promise<CheckOutcome> {
  return withBridge(context, profileName, async ({ client, live }, profile) => {
    const { id, name } = findTarget(inventoryOf(live.bridge(profile.id)), wanted);
    const outcome = await client.calls.checkContainer(profile.id, id);
    return { profile: profile.name, name, id, ...outcome };
  });
}

/** Throws the reason why there is no list of containers. */
function inventoryOf({ inventory, warnings }: BridgeView): Inventory {
  if (inventory) return inventory;
  const reason = noInventoryReason(warnings);
  throw reason ? new GangwayError(reason) : failure('docker.failed');
}

/**
 * A container or a Swarm task by its name, or else by the beginning of its id. Throws
 * `docker.no-such-container`, with `matches` if several begin like that. Pure.
 */
export function findTarget({ containers, swarm }: Inventory, wanted: string): Target {
  const tasks = swarm?.tasks ?? [];
  const named = [...containers, ...tasks].find(({ name }) => name === wanted);
  if (named) return named;
  const here = new Set(containers.map(({ id }) => id));
  const found = [
    ...containers.filter(({ id }) => id.startsWith(wanted)),
    ...tasks.filter(({ id }) => id.startsWith(wanted)),
    // What runs on another node is known by its task; its container's id is what one sees there.
    ...tasks.filter(
      ({ container }) => container?.startsWith(wanted) === true && !here.has(container),
    ),
  ];
  const [only] = found;
  if (only && found.length === 1) return only;
  const matches = found.map(({ name }) => name).join(', ');
  throw failure('docker.no-such-container', { name: wanted, ...(matches && { matches }) });
}

export function reachableLine(name: string, { address, rttMs }: Reachable): string {
  return `${name} is reachable: ${rttMs.toFixed(2)} ms at ${address}`;
}

type Reachable = Extract<Reachability, { kind: 'reachable' }>;
