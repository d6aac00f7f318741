import { memo, useId } from 'react';
import type { NetworkView } from '../../../shared/network-view';
import { Dot } from '../../components/dot';
import { Reason } from '../../components/reason';
import { useTexts } from '../../hooks/use-texts';
import styles from './network-row.module.css';
import { factWords, isClosed, isMapped, networkTone, reasonsOf } from './network-view';
import { RemapLine } from './remap-line';
import { SwitchedRow } from './switched-row';

interface NetworkRowProps {
  readonly profileId: string;
  readonly network: NetworkView;
}

/** One network: what it is, whether it is routed and as what, or why not. */
export const NetworkRow = memo(function NetworkRow({ profileId, network }: NetworkRowProps) {
  const { t } = useTexts('networks');
  const state = useId();
  const { name, kind, reach, prefixes, nodes } = network;
  const docker = kind === 'docker';
  const plain = prefixes.filter((prefix) => !isMapped(prefix));
  return (
    <SwitchedRow
      profileId={profileId}
      name={name}
      enabled={network.enabled}
      fixed={!docker || isClosed(network)}
      describedBy={state}
      line={
        <>
          <Dot tone={networkTone(network)} />
          <h4 className={docker ? styles['name'] : styles['prefix']}>{name}</h4>
          <span
            aria-live="polite"
            aria-atomic="true"
            className={reach.kind === 'opening' ? styles['state'] : 'visually-hidden'}
          >
            <span className="visually-hidden">{name}: </span>
            <span id={state}>{t(`reach.${reach.kind}`)}</span>
          </span>
        </>
      }
    >
      {docker && (
        <div className={styles['facts']}>
          <span>{factWords(network, t)}</span>
          <span className={styles['subnets']}>
            {plain.map(({ real, routed }) => (
              <span key={real} className={routed === null ? styles['unrouted'] : styles['subnet']}>
                {real}
              </span>
            ))}
          </span>
        </div>
      )}
      {nodes.length > 0 && (
        <p className={styles['nodes']}>{t('nodes', { nodes: nodes.join(', ') })}</p>
      )}
      {prefixes.filter(isMapped).map((prefix) => (
        <RemapLine key={prefix.real} prefix={prefix} />
      ))}
      {reasonsOf(network).map((error) => (
        <div key={JSON.stringify(error)} className={styles['reason']}>
          <Reason error={error} />
        </div>
      ))}
    </SwitchedRow>
  );
});
