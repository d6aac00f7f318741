/**
 * Keeps a bridge's names answered: makes a zone of the inventory and the routes, hands it to the DNS server, has the
 * helper tell the laptop's resolver of it, and tells what came of it. Follows every change.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseIpAddress } from '../../shared/cidr-ip';
import { isLoopback } from '../../shared/cidr-special';
import { toErrorInfo, type ErrorInfo } from '../../shared/errors';
import { MAX_DOMAINS, type HostNetwork, type ResolverConfig } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';
import { DEFAULT_SUFFIX, type NamesView, type Resolver } from '../../shared/names-view';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { routedAddress } from '../../shared/routed-address';
import { domainsOf } from '../names/domains';
import { hostEntries } from '../names/hosts';
import { withShortForms } from '../names/short-forms';
import { buildZone } from '../names/zone';
import type { BridgeNames, Forward, Zone } from '../names/zone-data';

const DNS_PORT = 53;

/**
 * A zone that took longer than this (thousands of containers) must not stop a window: this many times as long passes
 * before the next one is made.
 */
const NOTICEABLE_MS = 8;
const REST = 4;

/** What names are made of; each may change at any time. */
export interface NamingInput {
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
  readonly laptop: HostNetwork;
}

export interface NamingPorts {
  profile(): Profile;
  /** Port of the DNS server on 127.0.0.1, started if need be. */
  port(): Promise<number>;
  serve(names: BridgeNames): void;
  /** Has the helper tell the laptop's resolver. */
  apply(config: ResolverConfig): Promise<{ readonly resolver: Resolver }>;
  publish(names: NamesView): void;
  warn(warnings: readonly ErrorInfo[]): void;
}

/** What is answered now. */
interface Present {
  readonly profile: Profile;
  /** Below which the names are, and what completes them. */
  readonly domains: readonly string[];
  readonly search: readonly string[];
  readonly zone: Zone;
  readonly forwards: readonly Forward[];
}

export class Naming {
  readonly #ports: NamingPorts;
  /** Host names that led to the gateway. */
  readonly #resolved: readonly string[];
  #input: NamingInput;
  #present: Present | null = null;
  #resolver: Resolver | null = null;
  /** As text: what the helper and the shells were last told. */
  #applied = '';
  #published = '';
  #restUntil = 0;
  #later: Promise<void> | undefined;
  readonly #closing = new AbortController();
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(resolved: readonly string[], input: NamingInput, ports: NamingPorts) {
    this.#resolved = resolved;
    this.#input = input;
    this.#ports = ports;
  }

  /**
   * Answers by what is known from now on, and resolves when the laptop is told, too; calls that wait for their turn
   * to tell it are one. Never rejects: what went wrong is a warning.
   */
  update(change: Partial<NamingInput> = {}): Promise<void> {
    this.#input = { ...this.#input, ...change };
    // Another resolver may be at work now; the helper knows whether that is so.
    if (change.laptop) this.#applied = '';
    const { signal } = this.#closing;
    const rest = this.#restUntil - performance.now();
    if (signal.aborted) return Promise.resolve();
    if (rest <= 0) return this.#answer();
    this.#later ??= delay(rest, undefined, { signal }).then(
      () => {
        this.#later = undefined;
        return this.#answer();
      },
      () => undefined,
    );
    return this.#later;
  }

  /** Answers as before until somebody else does; tells nobody anything any more. */
  close(): void {
    this.#closing.abort();
  }

  #answer(): Promise<void> {
    const startedAt = performance.now();
    const profile = this.#ports.profile();
    const { inventory, networks } = this.#input;
    const { zone: domains, search } = domainsOf(profile);
    const zone = withShortForms(buildZone({ profile, inventory, networks }), search);
    const forwards = forwardsOf(profile, networks);
    this.#present = { profile, domains, search, zone, forwards };
    this.#ports.serve(this.#answersOf(this.#present));
    const endedAt = performance.now();
    const tookMs = endedAt - startedAt;
    this.#restUntil = tookMs > NOTICEABLE_MS ? endedAt + tookMs * REST : 0;
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#tell();
    });
    this.#last = this.#next;
    return this.#next;
  }

  async #tell(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    try {
      await this.#tellLaptop();
      this.#ports.warn([]);
    } catch (thrown) {
      this.#resolver = null;
      this.#applied = '';
      this.#ports.warn([toErrorInfo(thrown)]);
    }
    this.#publish();
  }

  async #tellLaptop(): Promise<void> {
    const port = await this.#ports.port();
    if (!this.#present) return;
    const { search, zone, forwards } = this.#present;
    const domains = [...new Set([...forwards.map(({ domain }) => domain), ...zone.apexes])];
    const config: ResolverConfig = {
      ...{ port, search: [...search], domains: domains.slice(0, MAX_DOMAINS) },
      hosts: this.#resolver === 'hosts-file' ? hostEntries(zone) : [],
    };
    const wanted = JSON.stringify(config);
    if (wanted === this.#applied) return;
    const { resolver } = await this.#ports.apply(config);
    const isFirstOfHosts = resolver === 'hosts-file' && this.#resolver !== resolver;
    this.#resolver = resolver;
    this.#applied = wanted;
    if (isFirstOfHosts) await this.#tellLaptop();
  }

  #answersOf({ profile, search, zone, forwards }: Present): BridgeNames {
    const outsideServers = this.#input.laptop.nameservers
      .filter((address) => !isLoopback(address))
      .map((address) => ({ address, port: DNS_PORT }));
    const isKnown = (domain: string): boolean =>
      zone.apexes.includes(domain) || forwards.some((forward) => forward.domain === domain);
    // systemd-resolved asks us for all that is below a searched domain. Nobody else has names below our own suffix.
    const elsewhere = search.filter((domain) => domain !== DEFAULT_SUFFIX && !isKnown(domain));
    const own = search.filter((domain) => domain === DEFAULT_SUFFIX && !isKnown(domain));
    // A name of ours without an address of the family that was asked for is completed once more by the C library.
    const completed = zone.apexes.flatMap((apex) =>
      apex.endsWith('.arpa') ? [] : search.map((domain) => `${apex}.${domain}`),
    );
    return {
      ...{ profile: profile.name, search, outsideServers, outside: this.#waysToGateway(profile) },
      zone: { ...zone, apexes: [...new Set([...zone.apexes, ...own, ...completed])] },
      forwards: [...forwards, ...elsewhere.map((domain) => ({ domain, servers: outsideServers }))],
    };
  }

  /** Whoever is needed to reach the gateway may not be asked for through it. */
  #waysToGateway({ gateways }: Profile): string[] {
    const hosts = [...gateways.map(({ host }) => host), ...this.#resolved];
    const names = hosts.filter((host) => parseIpAddress(host) === undefined);
    return [...new Set(names.map((host) => host.toLowerCase()))];
  }

  #publish(): void {
    if (!this.#present) return;
    const { domains, search, zone } = this.#present;
    const names = Object.fromEntries(zone.names);
    const view: NamesView = { resolver: this.#resolver, domains, search, names };
    const text = JSON.stringify(view);
    if (text === this.#published) return;
    this.#published = text;
    this.#ports.publish(view);
  }
}

/** Nameservers of one domain in their order; one that no route leads to is left out. */
function forwardsOf({ names }: Profile, networks: readonly NetworkView[]): Forward[] {
  const routed = networks.filter(({ reach }) => reach.kind === 'on');
  const byDomain = new Map<string, Forward['servers']>();
  for (const { domain, address, port = DNS_PORT } of names?.nameservers ?? []) {
    const here = routedAddress(address, routed);
    const servers = byDomain.get(domain) ?? [];
    byDomain.set(domain, here === null ? servers : [...servers, { address: here, port }]);
  }
  return [...byDomain].flatMap(([domain, servers]) =>
    servers.length > 0 ? [{ domain, servers }] : [],
  );
}
