import { ACTIVITY_GROUPS, type ActivityGroup } from '../../../shared/activity';
import type { Profile } from '../../../shared/profile';
import { SearchBox } from '../../components/search-box';
import { Select } from '../../components/select';
import { useTexts } from '../../hooks/use-texts';
import styles from './activity-filters.module.css';
import type { ActivityFilter } from './activity-view';

interface ActivityFiltersProps {
  readonly filter: ActivityFilter;
  readonly profiles: readonly Profile[];
  /** How many are shown, in words. */
  readonly count: string;
  readonly onChange: (filter: ActivityFilter) => void;
}

/** Stays on top while what it filters scrolls. */
export function ActivityFilters({ filter, profiles, count, onChange }: ActivityFiltersProps) {
  const { t } = useTexts('activity');
  const { profile, group, query } = filter;
  return (
    <div className={styles['filters']}>
      <Select
        aria-label={t('filters.profile')}
        value={profile ?? ''}
        className={styles['select']}
        onChange={({ target }) => onChange({ ...filter, profile: target.value || null })}
      >
        <option value="">{t('filters.allProfiles')}</option>
        {profiles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('filters.kind')}
        value={group ?? ''}
        className={styles['select']}
        onChange={({ target }) =>
          onChange({ ...filter, group: (target.value || null) as ActivityGroup | null })
        }
      >
        <option value="">{t('filters.allKinds')}</option>
        {ACTIVITY_GROUPS.map((each) => (
          <option key={each} value={each}>
            {t(`groups.${each}`)}
          </option>
        ))}
      </Select>
      <SearchBox
        label={t('filters.search')}
        query={query}
        shortcut
        onChange={(next) => onChange({ ...filter, query: next })}
      >
        <output aria-label={t('filters.shown')}>{count}</output>
      </SearchBox>
    </div>
  );
}
