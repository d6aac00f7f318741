import { memo } from 'react';
import type { Container } from '../../../shared/inventory';
import { CopyButton } from '../../components/copy-button';
import { Dot } from '../../components/dot';
import styles from './container-row.module.css';
import { addressesOf, conditionOf, containerTone, isUp } from './container-view';
import { Ports } from './ports';

interface ContainerRowProps {
  readonly container: Container;
  /** Prefixes that lead into the link. */
  readonly routes: readonly string[];
}

/** One container: two lines, or one more per network if it is on several. Not drawn again for every echo. */
export const ContainerRow = memo(function ContainerRow({ container, routes }: ContainerRowProps) {
  const addresses = addressesOf(container, routes);
  const [only] = addresses.length === 1 ? addresses : [];
  const condition = conditionOf(container);
  const up = isUp(container);
  return (
    <div className={`${styles['row'] ?? ''} ${up ? '' : (styles['stopped'] ?? '')}`}>
      <div className={styles['line']}>
        <Dot tone={containerTone(container)} />
        <h4 className={styles['name']}>{container.name}</h4>
        {up && condition && <span className={styles['condition']}>{condition}</span>}
        {only && <Address {...only} name={container.name} />}
        {!up && <span className={styles['since']}>{container.statusText}</span>}
      </div>
      <div className={styles['sub']}>
        <span className={styles['image']} title={`${container.image}, ${container.statusText}`}>
          {container.image}
          {only && <span className={styles['network']}> on {only.endpoint.network}</span>}
        </span>
        {up && <Ports container={container} address={addresses[0]?.address} />}
      </div>
      {!only &&
        addresses.map((each) => (
          <div key={each.endpoint.network} className={styles['sub']}>
            <span className={styles['image']}>{each.endpoint.network}</span>
            <Address {...each} name={container.name} />
          </div>
        ))}
    </div>
  );
});

interface AddressProps {
  readonly address: string;
  readonly routed: boolean;
  readonly name: string;
}

function Address({ address, routed, name }: AddressProps) {
  return (
    <>
      {!routed && (
        <span className={styles['unrouted']} title="This profile does not route that network">
          not routed
        </span>
      )}
      <CopyButton
        text={address}
        label={`Copy ${address} of ${name}`}
        className={routed ? styles['routed'] : undefined}
      />
    </>
  );
}
