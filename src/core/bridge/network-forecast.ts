/** What a bridge would route, were it connected now. Pure. */
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';
import type { ProfileDraft } from '../../shared/profile';
import { chooseNetworks } from '../network/choice';
import { planRoutes } from '../network/route-plan';

export interface ForecastInput {
  readonly bridge: string;
  readonly draft: ProfileDraft;
  /** `null` where Docker cannot be asked. */
  readonly inventory: Inventory | null;
  readonly laptop: HostNetwork;
  /** Address that the SSH connection runs to. */
  readonly gateway: string;
  readonly gatewayUses: readonly string[];
  /** Whether the link would carry IPv6. */
  readonly ipv6: boolean;
  readonly otherBridges: readonly string[];
}

export interface Forecast {
  /** Networks of which at least one prefix would be routed. */
  readonly routed: number;
  /** Of those, how many under other addresses than their own. */
  readonly remapped: number;
  /** Networks that are wanted, and would not be routed. */
  readonly refused: number;
  /** Why the first of those is not, or `net.nothing-to-route`. */
  readonly reason: ErrorInfo | null;
}

export function forecastNetworks(input: ForecastInput): Forecast {
  const { draft, ipv6 } = input;
  const choices = chooseNetworks(input.inventory, draft);
  const isReachable = (prefix: string): boolean => ipv6 || !prefix.includes(':');
  const plan = planRoutes({
    ...{ bridge: input.bridge, laptop: input.laptop, gateway: input.gateway, previous: [] },
    ...{ gatewayUses: input.gatewayUses, otherBridges: input.otherBridges },
    wanted: choices
      .filter(({ enabled }) => enabled)
      .map(({ id, prefixes }) => ({ id, prefixes: prefixes.filter(isReachable) })),
  });
  // Nobody misses a network that cannot be routed, unless it was switched on.
  const wanted = choices.filter(({ enabled, name }) => enabled || draft.networks[name] === true);
  const looked = wanted.map(({ id, refusal }) => ({ refusal, views: plan.prefixes.get(id) ?? [] }));
  const routed = looked.filter(({ views }) => views.some((view) => view.routed !== null));
  const refused = looked.filter((each) => !routed.includes(each));
  const [reason] = refused.flatMap(({ refusal, views }) => [
    ...(refusal ? [refusal] : []),
    ...views.flatMap((view) => view.reason ?? []),
  ]);
  return {
    routed: routed.length,
    remapped: routed.filter(({ views }) => views.some(isRemapped)).length,
    refused: refused.length,
    reason: reason ?? (routed.length === 0 ? errorInfo('net.nothing-to-route') : null),
  };
}

function isRemapped({ real, routed }: { real: string; routed: string | null }): boolean {
  return routed !== null && routed !== real;
}
