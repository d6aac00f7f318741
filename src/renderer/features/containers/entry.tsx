import { ArrowLeftRight } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { EndpointAddress } from '../../../shared/endpoint-address';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { CopyButton } from '../../components/copy-button';
import { Dot, type DotTone } from '../../components/dot';
import { useTexts } from '../../hooks/use-texts';
import { CheckResult } from './check-result';
import { unroutedWords } from './container-view';
import styles from './entry.module.css';
import { EntryNames } from './entry-names';
import { useRowActions, type MenuTarget } from './row-actions';
import { useCheck } from './use-check';

interface EntryProps {
  readonly profileId: string;
  /** Of the container, or of the task. */
  readonly id: string;
  readonly name: string;
  readonly tone: DotTone;
  readonly up: boolean;
  /** A word beside the name; `null` when all is as it should be. */
  readonly condition: string | null;
  /** Stands where the address would, if there is none. */
  readonly instead: string | null;
  readonly image: string;
  readonly imageTitle: string;
  readonly addresses: readonly EndpointAddress[];
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
  /** `null` for a task, which has no window here. */
  readonly containerId: string | null;
  readonly pages: MenuTarget['pages'];
  /** Before what is at the end of the second line. */
  readonly usage?: ReactNode;
  /** At the end of the second line. */
  readonly trailing?: ReactNode;
}

/**
 * A container or a task: name and address; its name on this computer, if it has one; its image; a line per network
 * if it is on several; then what a check found.
 */
export function Entry(props: EntryProps) {
  const { profileId, id, name, up, image, addresses, networks, condition, instead } = props;
  const { t } = useTexts('containers');
  const { openMenu, openContainer } = useRowActions();
  const menuButton = useRef<HTMLButtonElement>(null);
  const check = useCheck(profileId, id, JSON.stringify([instead, condition, addresses]));
  const [only] = addresses.length === 1 ? addresses : [];
  const names = namesHere(props.names, id);
  const isNamed = props.names !== null && names.length > 0;
  const { containerId } = props;

  function showMenu(): void {
    if (!menuButton.current) return;
    const address = addresses.find(({ here }) => here !== null)?.here ?? null;
    const copyName = names[0] ?? name;
    const target = { containerId, name, up, address, copyName, pages: props.pages };
    openMenu({ ...target, onCheck: check.ask }, menuButton.current);
  }

  /** The letters of the menu, without it. */
  function onKeyDown(event: KeyboardEvent): void {
    if (containerId === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const tab = ({ l: 'logs', s: 'shell', i: 'inspect' } as const)[event.key.toLowerCase()];
    if (tab === undefined || (tab === 'shell' && !up)) return;
    event.preventDefault();
    openContainer(containerId, tab);
  }

  return (
    <div
      className={`${styles['row'] ?? ''} ${up ? '' : (styles['quiet'] ?? '')}`}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        showMenu();
      }}
    >
      <div className={styles['head']}>
        <div className={styles['line']}>
          <Dot tone={props.tone} />
          <h4 className={styles['name']}>
            {containerId === null ? (
              name
            ) : (
              <button type="button" onClick={() => openContainer(containerId, 'logs')}>
                {name}
              </button>
            )}
          </h4>
          {condition && <span className={styles['condition']}>{condition}</span>}
          {only && <Address {...only} of={name} networks={networks} />}
          {addresses.length === 0 && instead && (
            <span className={styles['instead']}>{instead}</span>
          )}
        </div>
        <button
          ref={menuButton}
          type="button"
          aria-label={t('menu.of', { name })}
          title={t('menu.title')}
          aria-haspopup="menu"
          className={styles['menu']}
          onClick={showMenu}
        />
      </div>
      {isNamed && (
        <EntryNames names={names} view={props.names} of={name} trailing={props.trailing} />
      )}
      <div className={styles['sub']}>
        <span className={styles['image']} title={props.imageTitle}>
          {image}
          {only && <span className={styles['network']}>{t('on', { network: only.network })}</span>}
        </span>
        {props.usage}
        {!isNamed && props.trailing}
      </div>
      {!only &&
        addresses.map((each) => (
          <div key={each.real} className={styles['sub']}>
            <span className={styles['image']}>{each.network}</span>
            <Address {...each} of={name} networks={networks} />
          </div>
        ))}
      <CheckResult
        asking={check.asking}
        result={check.result}
        name={name}
        onDismiss={check.dismiss}
      />
    </div>
  );
}

interface AddressProps extends EndpointAddress {
  /** Whose it is. */
  readonly of: string;
  readonly networks: readonly NetworkView[];
}

function Address({ of: name, networks, ...address }: AddressProps) {
  const { t } = useTexts('containers');
  const { real, here } = address;
  const why = unroutedWords(t, address, networks);
  const mapped = here !== null && here !== real;
  const facts = { address: here ?? real, name, real };
  return (
    <span className={styles['address']}>
      {why && <span className={styles['why']}>{why}</span>}
      <CopyButton
        text={here ?? real}
        label={t(mapped ? 'copyMapped' : 'copyAddress', facts)}
        title={mapped ? t('onGateway', facts) : undefined}
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
