import { Search } from 'lucide-react';
import { ACTIVITY_GROUPS, type ActivityGroup } from '../../../shared/activity';
import type { Profile } from '../../../shared/profile';
import styles from './activity-filters.module.css';
import { GROUP_TITLES, type ActivityFilter } from './activity-view';

interface ActivityFiltersProps {
  readonly filter: ActivityFilter;
  readonly profiles: readonly Profile[];
  /** How many are shown, in words. */
  readonly count: string;
  readonly onChange: (filter: ActivityFilter) => void;
}

export function ActivityFilters({ filter, profiles, count, onChange }: ActivityFiltersProps) {
  const { profile, group, query } = filter;
  return (
    <div role="search" className={styles['filters']}>
      <select
        aria-label="Profile"
        value={profile ?? ''}
        className={styles['select']}
        onChange={({ target }) => onChange({ ...filter, profile: target.value || null })}
      >
        <option value="">All profiles</option>
        {profiles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label="Kind"
        value={group ?? ''}
        className={styles['select']}
        onChange={({ target }) =>
          onChange({ ...filter, group: (target.value || null) as ActivityGroup | null })
        }
      >
        <option value="">Everything</option>
        {ACTIVITY_GROUPS.map((each) => (
          <option key={each} value={each}>
            {GROUP_TITLES[each]}
          </option>
        ))}
      </select>
      <div className={styles['search']}>
        <Search size="0.875rem" aria-hidden="true" />
        <input
          type="text"
          aria-label="Search activity"
          placeholder="Search activity"
          spellCheck={false}
          value={query}
          onChange={({ target }) => onChange({ ...filter, query: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !query) return;
            // The first Escape empties the box, the next one leaves.
            event.preventDefault();
            onChange({ ...filter, query: '' });
          }}
        />
        <output aria-label="Events shown" className={styles['count']}>
          {count}
        </output>
      </div>
    </div>
  );
}
