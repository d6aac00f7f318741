import { Activity, ArrowLeftRight, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { endpointAddresses, type EndpointAddress } from '../../../shared/endpoint-address';
import type { Endpoint } from '../../../shared/inventory';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { CopyButton } from '../../components/copy-button';
import { Dot, type DotTone } from '../../components/dot';
import { CheckResult } from './check-result';
import { unroutedWords } from './container-view';
import styles from './entry.module.css';
import { EntryNames } from './entry-names';
import { useCheck } from './use-check';

interface EntryProps {
  readonly profileId: string;
  /** Of the container, or of the task. */
  readonly id: string;
  readonly name: string;
  readonly tone: DotTone;
  readonly quiet?: boolean;
  /** A word beside the name; `null` when all is as it should be. */
  readonly condition: string | null;
  /** Stands where the address would, if there is none. */
  readonly instead: string | null;
  readonly image: string;
  readonly imageTitle: string;
  readonly endpoints: readonly Endpoint[];
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
  /** At the end of the second line. */
  readonly trailing?: ReactNode;
}

/**
 * A container or a task: name and address; its name on this computer, if it has one; its image; a line per network
 * if it is on several; then what a check found.
 */
export function Entry(props: EntryProps) {
  const { profileId, id, name, image, endpoints, networks, condition, instead } = props;
  const addresses = endpointAddresses(endpoints, networks);
  const check = useCheck(profileId, id, JSON.stringify([instead, condition, addresses]));
  const [only] = addresses.length === 1 ? addresses : [];
  const names = namesHere(props.names, id);
  const isNamed = props.names !== null && names.length > 0;
  return (
    <div className={`${styles['row'] ?? ''} ${props.quiet ? (styles['quiet'] ?? '') : ''}`}>
      <div className={styles['head']}>
        <div className={styles['line']}>
          <Dot tone={props.tone} />
          <h4 className={styles['name']}>{name}</h4>
          {condition && <span className={styles['condition']}>{condition}</span>}
          {only && <Address {...only} of={name} networks={networks} />}
          {addresses.length === 0 && instead && (
            <span className={styles['instead']}>{instead}</span>
          )}
        </div>
        <CheckButton name={name} asking={check.asking} onClick={check.ask} />
      </div>
      {isNamed && (
        <EntryNames names={names} view={props.names} of={name} trailing={props.trailing} />
      )}
      <div className={styles['sub']}>
        <span className={styles['image']} title={props.imageTitle}>
          {image}
          {only && <span className={styles['network']}> on {only.network}</span>}
        </span>
        {!isNamed && props.trailing}
      </div>
      {!only &&
        addresses.map((each) => (
          <div key={each.real} className={styles['sub']}>
            <span className={styles['image']}>{each.network}</span>
            <Address {...each} of={name} networks={networks} />
          </div>
        ))}
      <CheckResult result={check.result} name={name} onDismiss={check.dismiss} />
    </div>
  );
}

interface AddressProps extends EndpointAddress {
  /** Whose it is. */
  readonly of: string;
  readonly networks: readonly NetworkView[];
}

function Address({ of, networks, ...address }: AddressProps) {
  const { real, here } = address;
  const why = unroutedWords(address, networks);
  const mapped = here !== null && here !== real;
  return (
    <span className={styles['address']}>
      {why && <span className={styles['why']}>{why}</span>}
      <CopyButton
        text={here ?? real}
        label={`Copy ${here ?? real} of ${of}${mapped ? `, which is ${real} on the gateway` : ''}`}
        title={mapped ? `${real} on the gateway` : undefined}
        className={here === null ? styles['unrouted'] : styles['routed']}
      >
        {mapped && (
          <ArrowLeftRight size="0.75rem" aria-hidden="true" className={styles['mapped']} />
        )}
        {here ?? real}
      </CopyButton>
    </span>
  );
}

interface CheckButtonProps {
  readonly name: string;
  readonly asking: boolean;
  readonly onClick: () => void;
}

function CheckButton({ name, asking, onClick }: CheckButtonProps) {
  return (
    <button
      type="button"
      aria-label={`Check whether ${name} can be reached`}
      title="Check whether it can be reached"
      aria-busy={asking}
      className={styles['check']}
      onClick={onClick}
    >
      {asking ? (
        <LoaderCircle className={styles['asking']} aria-hidden="true" />
      ) : (
        <Activity aria-hidden="true" />
      )}
    </button>
  );
}
