import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ConfigHost } from '../../../shared/config-host';
import { SearchBox } from '../../components/search-box';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import styles from './host-picker.module.css';
import { hostsMatching, whereOf } from './import-plan';

interface HostChoicesProps {
  /** At least one. */
  readonly hosts: readonly ConfigHost[];
  readonly autoFocus?: boolean;
  readonly onChoose: (host: ConfigHost) => void;
}

/** Few can be seen at a glance. */
const SEARCHED_FROM = 6;

/** Hosts of `~/.ssh/config` to choose one of. */
export function HostChoices({ hosts, autoFocus = false, onChoose }: HostChoicesProps) {
  const { t } = useTexts('profiles');
  const [query, setQuery] = useState('');
  const shown = hostsMatching(hosts, query);
  const searched = hosts.length >= SEARCHED_FROM;
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
      <ul aria-label={t('hosts.list')} className={styles['hosts']} onKeyDown={moveFocus}>
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
      {shown.length === 0 && (
        <p className={styles['nothing']}>{t('hosts.nothing', { query: query.trim() })}</p>
      )}
    </div>
  );
}
