/**
 * Keeps a bridge's networks routed: plans from the inventory, the profile's choices and the laptop's own
 * network, has the gateway and the helper make it so, and tells what came of it. Every change plans anew.
 */
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork, NetworkConfig } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';
import type { NetworkReach, NetworkView, PrefixView, Remap } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { chooseNetworks, type NetworkChoice } from '../network/choice';
import { planRoutes, type RoutePlan } from '../network/route-plan';
import type { GatewayNetworks, GatewayNetworksResult, LinkOpened } from '../worker/protocol';

/** What stays as it is for as long as the link does. */
export interface RoutingFacts {
  readonly bridge: string;
  readonly link: LinkOpened;
  /** IPv4 address that the SSH connection runs to. */
  readonly gateway: string;
}

/** What plans start from; each may change at any time. */
export interface RoutingInput {
  readonly inventory: Inventory | null;
  /** Without the bridge's own device. */
  readonly laptop: HostNetwork;
}

export interface RoutingPorts {
  profile(): Profile;
  setNetworks(request: GatewayNetworks): Promise<GatewayNetworksResult>;
  apply(config: NetworkConfig): Promise<unknown>;
  /** Prefixes that the other bridges route. */
  otherRoutes(): readonly string[];
  /** What this bridge routes from now on, told before it is so: no other one plans the same meanwhile. */
  claim(routes: readonly string[]): void;
  publish(networks: readonly NetworkView[]): void;
  warn(warnings: readonly ErrorInfo[]): void;
}

/** Remaps of the last plan; they outlive a reconnect, so that addresses do. */
export interface RemapMemory {
  remaps: readonly Remap[];
}

const NONE: ReadonlySet<string> = new Set();

export class Routing {
  readonly #facts: RoutingFacts;
  readonly #ports: RoutingPorts;
  readonly #memory: RemapMemory;
  #input: RoutingInput;
  #networks: readonly NetworkView[] = [];
  /** What the gateway and the helper were last told, as text; empty while that is not known to be so. */
  #asked = '';
  #applied = '';
  #attached: ReadonlySet<string> = new Set();
  #failed: GatewayNetworksResult['failed'] = {};
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(facts: RoutingFacts, input: RoutingInput, memory: RemapMemory, ports: RoutingPorts) {
    this.#facts = facts;
    this.#input = input;
    this.#memory = memory;
    this.#ports = ports;
  }

  get inventory(): Inventory | null {
    return this.#input.inventory;
  }

  /** As published last. */
  get networks(): readonly NetworkView[] {
    return this.#networks;
  }

  /**
   * Plans and applies with what is known now. Calls that come while one waits its turn are one. Rejects with
   * what the helper or the gateway refused; nothing of the last plan is lost by that.
   */
  update(change: Partial<RoutingInput> = {}): Promise<void> {
    this.#input = { ...this.#input, ...change };
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#round();
    });
    this.#last = this.#next.catch(() => undefined);
    return this.#next;
  }

  /** The gateway has put attachments back, or could not. */
  attachmentsChanged({ failed }: GatewayNetworksResult): Promise<void> {
    this.#failed = failed;
    return this.update();
  }

  async #round(): Promise<void> {
    const choices = chooseNetworks(this.#input.inventory, this.#ports.profile());
    const { link } = this.#facts;
    const plan = this.#plan(choices, link.six !== undefined);
    this.#memory.remaps = plan.remaps;
    this.#ports.claim(plan.routes);
    await this.#setUpGateway(choices, plan);
    await this.#setUpLaptop(this.#withoutFailed(plan));
    this.#publish(choices, plan, NONE);
    this.#ports.warn(plan.warnings);
  }

  #plan(choices: readonly NetworkChoice[], hasIpv6: boolean): RoutePlan {
    const { bridge, gateway, link } = this.#facts;
    const wanted = choices
      .filter(({ enabled }) => enabled)
      .map(({ id, prefixes }) => ({ id, prefixes: prefixes.filter((p) => hasIpv6 || !isIpv6(p)) }));
    return planRoutes({
      ...{ bridge, wanted, gateway },
      laptop: this.#input.laptop,
      gatewayUses: link.gatewayUses,
      otherBridges: this.#ports.otherRoutes(),
      previous: this.#memory.remaps,
    });
  }

  async #setUpGateway(choices: readonly NetworkChoice[], plan: RoutePlan): Promise<void> {
    const isRouted = ({ id }: NetworkChoice): boolean =>
      (plan.prefixes.get(id) ?? []).some(({ routed }) => routed !== null);
    const overlays = choices.filter((choice) => choice.attachment && isRouted(choice));
    const request: GatewayNetworks = {
      remaps: plan.remaps,
      masquerade: choices
        .filter((choice) => choice.kind === 'cidr' && isRouted(choice))
        .map(({ id }) => id),
      attachments: overlays.map(({ id }) => id),
    };
    const asked = JSON.stringify(request);
    if (asked === this.#asked) return;
    const attachments = new Set(request.attachments);
    this.#failed = {};
    this.#publish(
      choices,
      plan,
      new Set(request.attachments.filter((id) => !this.#attached.has(id))),
    );
    this.#asked = '';
    this.#failed = (await this.#ports.setNetworks(request)).failed;
    this.#asked = asked;
    this.#attached = attachments;
  }

  /** What leads nowhere is better not routed: the laptop says so at once instead of waiting. */
  #withoutFailed(plan: RoutePlan): readonly string[] {
    const dead = [...plan.prefixes].flatMap(([id, prefixes]) =>
      prefixes.filter(({ real }) => this.#failureOf(id, real)).map(({ routed }) => routed),
    );
    return plan.routes.filter((route) => !dead.includes(route));
  }

  /** Of an overlay as a whole, or of one prefix that could not be remapped or masqueraded. */
  #failureOf(id: string, real: string): ErrorInfo | undefined {
    return this.#failed[id] ?? this.#failed[real];
  }

  async #setUpLaptop(routes: readonly string[]): Promise<void> {
    const { link, gateway } = this.#facts;
    const { local, peer, mtu, six } = link;
    const config: NetworkConfig = {
      ...{ local, peer, mtu, gateway, routes: [...routes] },
      ...(six && { local6: six.local, peer6: six.peer }),
    };
    const applied = JSON.stringify(config);
    if (applied === this.#applied) return;
    this.#applied = '';
    await this.#ports.apply(config);
    this.#applied = applied;
  }

  #publish(choices: readonly NetworkChoice[], plan: RoutePlan, opening: ReadonlySet<string>): void {
    this.#networks = choices.map((choice) => {
      const { id, name, kind, driver, scope, enabled, containers, nodes, refusal } = choice;
      const prefixes = choice.prefixes.map((real) => this.#prefixView(real, choice, plan));
      return {
        ...{ id, name, kind, driver, scope, enabled, containers, nodes, prefixes },
        reach: refusal
          ? { kind: 'refused', error: refusal }
          : this.#reach(choice, prefixes, opening),
      };
    });
    this.#ports.publish(this.#networks);
  }

  #reach(
    { id, enabled }: Pick<NetworkView, 'id' | 'enabled'>,
    prefixes: readonly PrefixView[],
    opening: ReadonlySet<string>,
  ): NetworkReach {
    if (!enabled) return { kind: 'off' };
    const reason = prefixes.find(({ routed }) => routed === null)?.reason;
    if (prefixes.every(({ routed }) => routed === null)) {
      return { kind: 'refused', error: reason ?? errorInfo('net.nothing-to-route') };
    }
    return { kind: opening.has(id) ? 'opening' : 'on' };
  }

  /** A prefix of a network that is off, or of IPv6 where there is none, is in no plan. */
  #prefixView(
    real: string,
    { id, enabled }: Pick<NetworkView, 'id' | 'enabled'>,
    plan: RoutePlan,
  ): PrefixView {
    const failure = this.#failureOf(id, real);
    if (failure) return { real, routed: null, reason: failure };
    const planned = plan.prefixes.get(id)?.find((prefix) => prefix.real === real);
    if (planned) return planned;
    const isLeftOut = enabled && isIpv6(real);
    const reason = isLeftOut && { reason: errorInfo('net.no-ipv6', { prefix: real }) };
    return { real, routed: null, ...reason };
  }
}

function isIpv6(prefix: string): boolean {
  return prefix.includes(':');
}
