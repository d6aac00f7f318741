import type { LinkInfo } from '../../../shared/bridge-state';
import type { LinkHealth } from '../../../shared/health';
import { formatBytes } from '../../format';
import styles from './connected.module.css';
import { Latency } from './latency';
import { linkModeWords } from './words';

interface ConnectedProps {
  readonly link: LinkInfo;
  readonly health: LinkHealth;
}

export function Connected({ link, health }: ConnectedProps) {
  return (
    <section aria-label="Link" className={styles['card']}>
      <Latency health={health} />
      <dl className={styles['facts']}>
        <div>
          <dt>Gateway</dt>
          <dd>{link.gateway}</dd>
        </div>
        <div>
          <dt>Link</dt>
          <dd>
            {linkModeWords(link.mode)} on {link.interface}
          </dd>
        </div>
        <div>
          <dt>Traffic</dt>
          <dd>
            {formatBytes(health.receivedBytes)} down, {formatBytes(health.sentBytes)} up
          </dd>
        </div>
        <div>
          <dt>Routes</dt>
          <dd>{link.routes.join(', ')}</dd>
        </div>
      </dl>
    </section>
  );
}
