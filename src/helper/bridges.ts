/** What the helper holds for each bridge: one tun device, what it carries, and its names. */
import { closeSync } from 'node:fs';
import { formatIpAddress, formatIpPrefix, parseIpAddress, parseIpPrefix } from '../shared/cidr-ip';
import { failure, GangwayError, toErrorInfo } from '../shared/errors';
import type { HostNetwork, NetworkConfig, ResolverConfig } from '../shared/helper-protocol';
import type { Journal } from './journal';
import { run, undo } from './platform/run';
import { permitNames } from './names-policy';
import type { Applied, Platform, Told } from './platform/platform';
import { MAX_BRIDGES, permit } from './policy';

/** Names are gangway0 … gangway999. */
const MAX_DEVICES = 1000;

export interface Tun {
  readonly device: string;
  /** Our own copy: the device lives until it is cleaned, even if the app closes its own. */
  readonly descriptor: number;
  readonly applied: Applied | null;
}

export class Bridges {
  readonly #tuns = new Map<string, Tun>();
  readonly #platform: Platform;
  readonly #journal: Journal;

  constructor(platform: Platform, journal: Journal) {
    this.#platform = platform;
    this.#journal = journal;
  }

  /** The bridge's device, made at first. Throws `net.tun-failed`, or `helper.refused`. */
  open(bridge: string): Tun {
    const open = this.#tuns.get(bridge);
    if (open) return open;
    if (this.#tuns.size >= MAX_BRIDGES) {
      throw failure('helper.refused', { rule: 'too-many-bridges', value: MAX_BRIDGES });
    }
    try {
      const tun = this.#create();
      this.#tuns.set(bridge, tun);
      return tun;
    } catch (error) {
      this.#record();
      throw error;
    }
  }

  /**
   * Brings a bridge's device to `config` and resolves with the commands that it took; the same again
   * takes none. Rejects with `helper.refused`, or with `net.apply-failed` once it is as it was before.
   */
  async apply(bridge: string, config: NetworkConfig): Promise<string[][]> {
    const tun = this.#tun(bridge);
    const network = await this.#platform.inspect();
    permit(config, tun.device, network);
    const previous = tun.applied && { ...tun.applied, routes: routesOf(tun, network) };
    const next = canonical(network.ipv6 === false ? withoutIpv6(config) : config);
    try {
      const commands = await run(this.#platform.plan(previous, next, tun.device));
      this.#tuns.set(bridge, { ...tun, applied: next });
      return commands;
    } catch (error) {
      await undo(this.#platform.plan(next, previous, tun.device)).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Brings what the laptop's resolver knows of a bridge to `config`; the same again takes nothing. Rejects with
   * `helper.refused`, or with `names.apply-failed` {message}.
   */
  async names(bridge: string, config: ResolverConfig): Promise<Told> {
    const { device, applied } = this.#tun(bridge);
    permitNames(config, applied?.routes ?? []);
    const hosts = config.hosts.map(({ address, names }) => ({
      address: canonicalAddress(address),
      names,
    }));
    try {
      return await this.#platform.names.tell(device, { ...config, hosts });
    } catch (error) {
      throw untold(error);
    }
  }

  inspect(): Promise<HostNetwork> {
    return this.#platform.inspect();
  }

  /**
   * Takes a bridge's names away, and deletes its device with all that it carries; nothing to do for an unknown one.
   * What cannot be undone now is tried again by the next call, and by the sweep.
   */
  async clean(bridge: string): Promise<string[][]> {
    const tun = this.#tuns.get(bridge);
    if (!tun) return [];
    const names = await settled(this.#platform.names.forget(tun.device));
    const device = await settled(undo(this.#platform.remove(tun.device)));
    const [forgotten, removed] = [names(), device()];
    closeSync(tun.descriptor);
    this.#tuns.delete(bridge);
    this.#record();
    return [...forgotten, ...removed];
  }

  /** Cleans every bridge; rejects with the first failure after all were tried. */
  async cleanAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const bridge of [...this.#tuns.keys()]) {
      await this.clean(bridge).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  #tun(bridge: string): Tun {
    const tun = this.#tuns.get(bridge);
    if (!tun) throw failure('helper.refused', { rule: 'unknown-bridge', value: bridge });
    return tun;
  }

  #create(): Tun {
    for (let number = 0; number < MAX_DEVICES; number++) {
      const device = `gangway${number}`;
      this.#record(device);
      const descriptor = this.#platform.openTun(device);
      if (descriptor !== undefined) return { device, descriptor, applied: null };
    }
    throw failure('net.tun-failed', { reason: 'every interface name is taken' });
  }

  #record(...coming: string[]): void {
    this.#journal.record([...[...this.#tuns.values()].map(({ device }) => device), ...coming]);
  }
}

/** Waits for an end, whichever it is; what comes back tells it. */
async function settled<Value>(work: Promise<Value>): Promise<() => Value> {
  try {
    const value = await work;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** With what the system or a command said. */
function untold(error: unknown): GangwayError {
  const info = toErrorInfo(error);
  if (info.code === 'names.apply-failed') return new GangwayError(info);
  return failure('names.apply-failed', { message: info.detail['message'] ?? info.code }, error);
}

/** What the kernel has, not what we remember: somebody may have deleted a route meanwhile. */
function routesOf({ device, applied }: Tun, network: HostNetwork): string[] {
  const { local, peer, local6, peer6 } = applied ?? {};
  // Made by the kernel for the addresses.
  const own = new Set([`${local}/32`, `${peer}/32`, `${local6}/128`, `${peer6}/128`]);
  return network.routes
    .filter((route) => route.interface === device && !own.has(route.prefix))
    .map((route) => route.prefix);
}

/** Policy has refused IPv6 routes then. */
function withoutIpv6({ local, peer, mtu, routes, gateway }: NetworkConfig): NetworkConfig {
  return { local, peer, mtu, routes, gateway };
}

/** As the kernel says it, so that the two can be compared. */
function canonical({ local6, peer6, routes, ...config }: NetworkConfig): Applied {
  return {
    ...{ local: config.local, peer: config.peer, mtu: config.mtu },
    ...(local6 !== undefined && { local6: canonicalAddress(local6) }),
    ...(peer6 !== undefined && { peer6: canonicalAddress(peer6) }),
    routes: [...new Set(routes.map(canonicalPrefix))],
  };
}

function canonicalAddress(text: string): string {
  const address = parseIpAddress(text);
  return address ? formatIpAddress(address) : text;
}

function canonicalPrefix(text: string): string {
  const prefix = parseIpPrefix(text);
  return prefix ? formatIpPrefix(prefix) : text;
}
