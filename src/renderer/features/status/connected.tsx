import { ChevronDown } from 'lucide-react';
import type { LinkInfo } from '../../../shared/bridge-state';
import { dockerCommand } from '../../../shared/docker-access';
import { describeError } from '../../../shared/error-text';
import { routedPrefixes } from '../../../shared/routed-prefixes';
import type { BridgeView } from '../../../shared/snapshot';
import { formatBytes } from '../../format';
import styles from './connected.module.css';
import { Latency } from './latency';
import { NamesLine } from './names-line';
import { linkModeWords, resolverWords, rightsWords } from './words';

interface ConnectedProps {
  readonly link: LinkInfo;
  readonly bridge: BridgeView;
}

export function Connected({ link, bridge }: ConnectedProps) {
  const { health, networks, names, docker } = bridge;
  return (
    <section aria-label="Link" className={styles['card']}>
      <Latency health={health} />
      <NamesLine names={names} docker={docker} />
      <details>
        <summary className={styles['summary']}>
          <span className={styles['way']}>
            {linkModeWords(link.mode)} to {link.gateway}
          </span>
          <ChevronDown size="0.875rem" aria-hidden="true" />
        </summary>
        <dl className={styles['facts']}>
          <Fact name="Traffic">
            {formatBytes(health.receivedBytes)} down, {formatBytes(health.sentBytes)} up
          </Fact>
          <Fact name="Routes">{routedPrefixes(networks).join(', ') || 'none'}</Fact>
          {names && (
            <Fact name="Names">
              {names.domains.join(', ')}, {resolverWords(names.resolver)}
            </Fact>
          )}
          {names && names.search.length > 0 && <Fact name="Search">{names.search.join(', ')}</Fact>}
          {docker && <Fact name="Docker">{dockerCommand(docker)}</Fact>}
          {link.reason && <Fact name="Not the relay">{describeError(link.reason).what}</Fact>}
          <Fact name="Set up">{rightsWords(link.rights)}</Fact>
          <Fact name="Interface">
            {link.interface}, MTU {link.mtu}
          </Fact>
          <Fact name="Inside">
            {link.local} to {link.peer}
          </Fact>
        </dl>
      </details>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
