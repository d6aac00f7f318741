import { ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ConfigHost } from '../../../shared/config-host';
import { Button } from '../../components/button';
import { SearchBox } from '../../components/search-box';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import styles from './host-picker.module.css';
import { hostsMatching, whereOf } from './import-plan';

interface HostChoicesProps {
  /** At least one. */
  readonly hosts: readonly ConfigHost[];
  readonly autoFocus?: boolean;
  /** So many of them until somebody searches or asks for all. */
  readonly few?: number;
  readonly onChoose: (host: ConfigHost) => void;
}

/** Few can be seen at a glance. */
const SEARCHED_FROM = 6;

/** Hosts of `~/.ssh/config` to choose one of. */
export function HostChoices({ hosts, autoFocus = false, few, onChoose }: HostChoicesProps) {
  const { t } = useTexts('profiles');
  const [query, setQuery] = useState('');
  const [all, setAll] = useState(few === undefined);
  const list = useRef<HTMLUListElement>(null);
  const isCut = !all && query.trim() === '' && hosts.length > (few ?? 0) + 1;
  const shown = isCut ? hosts.slice(0, few) : hostsMatching(hosts, query);
  const searched = hosts.length >= SEARCHED_FROM;

  // The button that was pressed is gone; what it has brought is in its place.
  useLayoutEffect(() => {
    if (all && few !== undefined) list.current?.querySelectorAll('button')[few]?.focus();
  }, [all, few]);

  return (
    <div className={styles['picker']}>
      {searched && (
        <SearchBox
          label={t('hosts.search')}
          look="bar"
          query={query}
          onChange={setQuery}
          autoFocus={autoFocus}
        />
      )}
      <ul ref={list} aria-label={t('hosts.list')} className={styles['hosts']} onKeyDown={moveFocus}>
        {shown.map((host, index) => (
          <li key={host.alias}>
            <button
              type="button"
              className={styles['choice']}
              data-autofocus={(autoFocus && !searched && index === 0) || undefined}
              onClick={() => onChoose(host)}
            >
              <span className={styles['words']}>
                <span className={styles['alias']}>{host.alias}</span>
                {whereOf(host) && <span className={styles['where']}>{whereOf(host)}</span>}
              </span>
              <ChevronRight size="0.875rem" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {isCut && (
        <div className={styles['rest']}>
          <Button tone="quiet" onClick={() => setAll(true)}>
            {t('hosts.all', { count: hosts.length })}
          </Button>
        </div>
      )}
      {shown.length === 0 && (
        <p className={styles['nothing']}>{t('hosts.nothing', { query: query.trim() })}</p>
      )}
    </div>
  );
}
