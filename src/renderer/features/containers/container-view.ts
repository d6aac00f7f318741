/** How a container looks, and what is said of its addresses: pure. */
import type { TFunction } from 'i18next';
import { networkOf, type EndpointAddress } from '../../../shared/endpoint-address';
import type { ErrorCode } from '../../../shared/errors';
import type { Container, Endpoint } from '../../../shared/inventory';
import type { NetworkView } from '../../../shared/network-view';
import type { DotTone } from '../../components/dot';

type ContainerTexts = TFunction<'containers'>;

/** Why a network is refused, in the few words that stand beside an address. */
const REFUSALS = {
  'net.internal': 'refused.internal',
  'net.ingress': 'refused.ingress',
  'net.unsupported': 'refused.unsupported',
  'net.needs-manager': 'refused.needsManager',
  'net.no-ipv6': 'refused.noIpv6',
  'gateway.attach-failed': 'refused.unattached',
} as const satisfies Partial<Record<ErrorCode, string>>;

function isTold(code: ErrorCode): code is keyof typeof REFUSALS {
  return Object.hasOwn(REFUSALS, code);
}

export function isUp({ status }: Container): boolean {
  return status === 'running' || status === 'restarting' || status === 'paused';
}

export function containerTone(container: Container): DotTone {
  if (!isUp(container)) return 'off';
  if (container.health === 'unhealthy') return 'bad';
  const settled = container.status === 'running' && container.health !== 'starting';
  return settled ? 'on' : 'busy';
}

/** A word for what the dot says; `null` when all is as it should be. */
export function conditionOf(t: ContainerTexts, { status, health }: Container): string | null {
  if (status !== 'running') return t(`condition.${status}`);
  return health === 'unhealthy' || health === 'starting' ? t(`condition.${health}`) : null;
}

/** Why an address does not answer here, in a few words; `null` if it is routed. */
export function unroutedWords(
  t: ContainerTexts,
  { here, network }: EndpointAddress,
  networks: readonly NetworkView[],
): string | null {
  if (here !== null) return null;
  const reach = networkOf(network, networks)?.reach;
  switch (reach?.kind) {
    case 'off':
      return t('reach.off');
    case 'opening':
      return t('reach.opening');
    case 'refused':
      return isTold(reach.error.code)
        ? t(`reach.${REFUSALS[reach.error.code]}`)
        : t('reach.unrouted');
    case 'on':
    case undefined:
      return t('reach.unrouted');
  }
}

/** Where an address would stand for what runs without one; `null` if it has one or does not run. */
export function addressless(t: ContainerTexts, endpoints: readonly Endpoint[]): string | null {
  if (endpoints.some(({ network }) => network === 'host')) return t('reach.host');
  return endpoints.some(({ ipv4 }) => ipv4 !== null) ? null : t('reach.none');
}
