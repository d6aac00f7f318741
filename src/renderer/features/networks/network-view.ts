/** How networks are sorted and what is said about each: pure. */
import { assertNever } from '../../../shared/assert-never';
import type { ErrorInfo } from '../../../shared/errors';
import type { NetworkView, PrefixView } from '../../../shared/network-view';
import type { AnyTexts } from '../../../shared/texts';
import type { DotTone } from '../../components/dot';

export interface NetworkGroup {
  readonly kind: 'docker' | 'closed' | 'cidr';
  readonly networks: readonly NetworkView[];
}

/** What can be switched, what never can be, and additional CIDRs; by name, so that nothing moves at a click. */
export function groupsOf(networks: readonly NetworkView[]): NetworkGroup[] {
  const sorted = [...networks].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
  const docker = sorted.filter(({ kind }) => kind === 'docker');
  const groups: NetworkGroup[] = [
    { kind: 'docker', networks: docker.filter((each) => !isClosed(each)) },
    { kind: 'closed', networks: docker.filter(isClosed) },
    { kind: 'cidr', networks: sorted.filter(({ kind }) => kind === 'cidr') },
  ];
  return groups.filter((group) => group.networks.length > 0);
}

/** Refused without being wanted: nobody can enable it. */
export function isClosed({ enabled, reach }: NetworkView): boolean {
  return !enabled && reach.kind === 'refused';
}

/** Wanted, and yet not to be had. */
export function isRefused({ enabled, reach }: NetworkView): boolean {
  return enabled && reach.kind === 'refused';
}

export function networkTone(network: NetworkView): DotTone {
  switch (network.reach.kind) {
    case 'off':
      return 'off';
    case 'opening':
      return 'busy';
    case 'on':
      return 'on';
    case 'refused':
      return isClosed(network) ? 'off' : 'bad';
    default:
      return assertNever(network.reach);
  }
}

/** `bridge · 3 containers`, `overlay, swarm · no containers`: the scope where the driver does not say it. */
export function factWords({ driver, scope, containers }: NetworkView, t: AnyTexts): string {
  return t('networks:facts', {
    driver: scope === 'local' ? driver : t('networks:scope', { driver, scope }),
    containers: t('networks:containers', { count: containers }),
  });
}

/** Whether another prefix stands for it here. */
export function isMapped({ real, routed }: PrefixView): boolean {
  return routed !== null && routed !== real;
}

/** What there is to explain beside the remaps, which explain themselves; each once. */
export function reasonsOf({ reach, prefixes }: NetworkView): ErrorInfo[] {
  const all = [
    ...(reach.kind === 'refused' ? [reach.error] : []),
    ...prefixes.filter((prefix) => !isMapped(prefix)).flatMap(({ reason }) => reason ?? []),
  ];
  return [...new Map(all.map((error) => [JSON.stringify(error), error])).values()];
}
