import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import type { ConfigHost } from '../../../shared/config-host';
import type { Profile } from '../../../shared/profile';
import { Button } from '../../components/button';
import { moveFocus } from '../../hooks/move-focus';
import styles from './host-picker.module.css';
import { countOf, hostsMatching, profileOf, whereOf } from './import-plan';

interface HostPickerProps {
  /** At least one. */
  readonly hosts: readonly ConfigHost[];
  readonly profiles: readonly Profile[];
  readonly onAdd: (chosen: readonly ConfigHost[]) => void;
}

/** Hosts of `~/.ssh/config` to choose from, several at once. */
export function HostPicker({ hosts, profiles, onAdd }: HostPickerProps) {
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
        Hosts of <code>~/.ssh/config</code>
      </h2>
      <div role="search" className={styles['search']}>
        <Search size="0.875rem" aria-hidden="true" />
        <input
          type="text"
          aria-label="Search hosts"
          placeholder="Search hosts"
          spellCheck={false}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !query) return;
            // The screen would take it for itself.
            event.preventDefault();
            setQuery('');
          }}
        />
        <output aria-label="Hosts shown">
          {query.trim() ? `${shown.length} of ${hosts.length}` : hosts.length}
        </output>
      </div>
      <ul aria-label="Hosts" className={styles['hosts']} onKeyDown={moveFocus}>
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
        <p className={styles['nothing']}>No host has “{query.trim()}” in it.</p>
      )}
      <footer className={styles['footer']}>
        <Button
          tone="primary"
          disabled={chosen.length === 0}
          onClick={() => onAdd(hosts.filter(({ alias }) => chosen.includes(alias)))}
        >
          {chosen.length === 0 ? 'Add hosts' : `Add ${countOf(chosen.length, 'host')}`}
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
  const where = whereOf(host);
  return (
    <li>
      <label className={styles['host']}>
        <input type="checkbox" checked={checked} disabled={!!profile} onChange={onToggle} />
        <span className={styles['words']}>
          <span className={styles['alias']}>{host.alias}</span>
          {where && <span className={styles['where']}>{where}</span>}
          {profile && <span className={styles['where']}>Has the profile {profile.name}.</span>}
        </span>
      </label>
    </li>
  );
}
