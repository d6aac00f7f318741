import { useId, useState } from 'react';
import { Trans } from 'react-i18next';
import type { ConfigHost } from '../../../shared/config-host';
import type { Profile } from '../../../shared/profile';
import { Button } from '../../components/button';
import { SearchBox } from '../../components/search-box';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import styles from './host-picker.module.css';
import { hostsMatching, profileOf, whereOf } from './import-plan';

interface HostPickerProps {
  /** At least one. */
  readonly hosts: readonly ConfigHost[];
  readonly profiles: readonly Profile[];
  readonly onAdd: (chosen: readonly ConfigHost[]) => void;
}

/** Hosts of `~/.ssh/config` to choose from, several at once. */
export function HostPicker({ hosts, profiles, onAdd }: HostPickerProps) {
  const { t } = useTexts('profiles');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const heading = useId();
  const shown = hostsMatching(hosts, query);
  const toggle = (alias: string): void =>
    setChosen((old) =>
      old.includes(alias) ? old.filter((each) => each !== alias) : [...old, alias],
    );
  return (
    <section aria-labelledby={heading} className={styles['picker']}>
      <h2 id={heading} className={styles['title']}>
        <Trans ns="profiles" i18nKey="hosts.title" components={{ code: <code /> }} />
      </h2>
      <SearchBox label={t('hosts.search')} look="bar" query={query} onChange={setQuery}>
        <output aria-label={t('hosts.shown')}>
          {query.trim()
            ? t('hosts.of', { shown: shown.length, count: hosts.length })
            : hosts.length}
        </output>
      </SearchBox>
      <ul aria-label={t('hosts.list')} className={styles['hosts']} onKeyDown={moveFocus}>
        {shown.map((host) => (
          <HostRow
            key={host.alias}
            host={host}
            profile={profileOf(host, profiles)}
            checked={chosen.includes(host.alias)}
            onToggle={() => toggle(host.alias)}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className={styles['nothing']}>{t('hosts.nothing', { query: query.trim() })}</p>
      )}
      <footer className={styles['footer']}>
        <Button
          tone="primary"
          disabled={chosen.length === 0}
          onClick={() => onAdd(hosts.filter(({ alias }) => chosen.includes(alias)))}
        >
          {chosen.length === 0 ? t('hosts.addNone') : t('hosts.add', { count: chosen.length })}
        </Button>
      </footer>
    </section>
  );
}

interface HostRowProps {
  readonly host: ConfigHost;
  /** The one that goes there already. */
  readonly profile: Profile | undefined;
  readonly checked: boolean;
  readonly onToggle: () => void;
}

function HostRow({ host, profile, checked, onToggle }: HostRowProps) {
  const { t } = useTexts('profiles');
  const where = whereOf(host);
  return (
    <li>
      <label className={styles['host']}>
        <input type="checkbox" checked={checked} disabled={!!profile} onChange={onToggle} />
        <span className={styles['words']}>
          <span className={styles['alias']}>{host.alias}</span>
          {where && <span className={styles['where']}>{where}</span>}
          {profile && (
            <span className={styles['where']}>{t('hosts.taken', { name: profile.name })}</span>
          )}
        </span>
      </label>
    </li>
  );
}
