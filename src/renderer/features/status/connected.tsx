import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkInfo } from '../../../shared/bridge-state';
import { dockerCommand } from '../../../shared/docker-access';
import { describeError } from '../../../shared/error-text';
import { routedPrefixes } from '../../../shared/routed-prefixes';
import type { BridgeView } from '../../../shared/snapshot';
import { formatBytes } from '../../format';
import { useTexts } from '../../hooks/use-texts';
import styles from './connected.module.css';
import { Latency } from './latency';
import { NamesLine } from './names-line';
import { Traffic } from './traffic';
import { resolverWords } from './words';

interface ConnectedProps {
  readonly link: LinkInfo;
  readonly bridge: BridgeView;
}

export function Connected({ link, bridge }: ConnectedProps) {
  const { t } = useTexts('status');
  const { health, names, docker } = bridge;
  return (
    <section aria-label={t('link.label')} className={styles['card']}>
      <div className={styles['now']}>
        <Latency health={health} />
        <Traffic key={link.interface} health={health} />
      </div>
      <NamesLine names={names} docker={docker} />
      <details>
        <summary className={styles['summary']}>
          <span className={styles['way']}>
            {t(`link.way.${link.mode}`, { gateway: link.gateway })}
          </span>
          <ChevronDown size="0.875rem" aria-hidden="true" />
        </summary>
        <Facts link={link} bridge={bridge} />
      </details>
    </section>
  );
}

function Facts({ link, bridge: { health, networks, names, docker } }: ConnectedProps) {
  const { t } = useTexts('status');
  const [down, up] = [formatBytes(health.receivedBytes), formatBytes(health.sentBytes)];
  return (
    <dl className={styles['facts']}>
      {link.reason && <Fact name={t('link.notRelay')}>{describeError(link.reason, t).what}</Fact>}
      <Fact name={t('link.traffic')}>{t('link.totals', { down, up })}</Fact>
      <Fact name={t('link.routes')}>{routedPrefixes(networks).join(', ') || t('link.none')}</Fact>
      {names && (
        <Fact name={t('link.names')}>
          {names.domains.join(', ')}, {resolverWords(t, names.resolver)}
        </Fact>
      )}
      {names && names.search.length > 0 && (
        <Fact name={t('link.search')}>{names.search.join(', ')}</Fact>
      )}
      {docker && <Fact name={t('link.docker')}>{dockerCommand(docker)}</Fact>}
      <Fact name={t('link.setUp')}>{t(`rights.${link.rights}`)}</Fact>
      <Fact name={t('link.interface')}>
        {t('link.mtu', { interface: link.interface, mtu: link.mtu })}
      </Fact>
      <Fact name={t('link.inside')}>{t('link.ends', { local: link.local, peer: link.peer })}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
