import { memo, useId } from 'react';
import type { NetworkView, PrefixView } from '../../../shared/network-view';
import { Dot } from '../../components/dot';
import { Reason } from '../../components/reason';
import styles from './network-row.module.css';
import { NetworkSwitch } from './network-switch';
import {
  driverWords,
  isClosed,
  networkTone,
  populationWords,
  reachWords,
  reasonsOf,
} from './network-view';

interface NetworkRowProps {
  readonly profileId: string;
  readonly network: NetworkView;
}

/** One network: what it is, whether it is routed and as what, or why not. */
export const NetworkRow = memo(function NetworkRow({ profileId, network }: NetworkRowProps) {
  const state = useId();
  const { name, kind, reach, prefixes } = network;
  const docker = kind === 'docker';
  return (
    <div className={styles['row']}>
      <NetworkSwitch
        profileId={profileId}
        name={name}
        enabled={network.enabled}
        fixed={!docker || isClosed(network)}
        describedBy={state}
      >
        <Dot tone={networkTone(network)} />
        <h4 className={docker ? styles['name'] : styles['prefix']}>{name}</h4>
        <span
          aria-live="polite"
          aria-atomic="true"
          className={reach.kind === 'opening' ? styles['state'] : 'visually-hidden'}
        >
          <span className="visually-hidden">{name}: </span>
          <span id={state}>{reachWords(reach)}</span>
        </span>
      </NetworkSwitch>
      {docker && (
        <div className={styles['facts']}>
          <span>{driverWords(network)}</span>
          {prefixes.filter(isPlain).map(({ real, routed }) => (
            <span key={real} className={routed === null ? styles['unrouted'] : styles['subnet']}>
              {real}
            </span>
          ))}
        </div>
      )}
      {prefixes.map((prefix) => !isPlain(prefix) && <Mapped key={prefix.real} {...prefix} />)}
      {docker && <p className={styles['population']}>{populationWords(network)}</p>}
      {reasonsOf(network).map((error) => (
        <div key={JSON.stringify(error)} className={styles['reason']}>
          <Reason error={error} />
        </div>
      ))}
    </div>
  );
});

function isPlain({ real, routed }: PrefixView): boolean {
  return routed === null || routed === real;
}

function Mapped({ real, routed }: PrefixView) {
  return (
    <p className={styles['mapped']}>
      <span className={styles['subnet']}>{real}</span> here as{' '}
      <strong className={styles['subnet']}>{routed}</strong>
    </p>
  );
}
