import { ChevronDown } from 'lucide-react';
import type { LinkInfo } from '../../../shared/bridge-state';
import { describeError } from '../../../shared/error-text';
import type { LinkHealth } from '../../../shared/health';
import type { NetworkView } from '../../../shared/network-view';
import { routedPrefixes } from '../../../shared/routed-prefixes';
import { formatBytes } from '../../format';
import styles from './connected.module.css';
import { Latency } from './latency';
import { linkModeWords, rightsWords } from './words';

interface ConnectedProps {
  readonly link: LinkInfo;
  readonly health: LinkHealth;
  readonly networks: readonly NetworkView[];
}

export function Connected({ link, health, networks }: ConnectedProps) {
  return (
    <section aria-label="Link" className={styles['card']}>
      <Latency health={health} />
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
