import { ChevronDown, Gauge } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { GROUPINGS, type Grouping } from '../../../shared/preferences';
import { SearchBox } from '../../components/search-box';
import { useTexts } from '../../hooks/use-texts';
import styles from './toolbar.module.css';
import type { GroupingChoice } from './use-grouping';

interface ToolbarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many are shown, in words. */
  readonly count: string;
  readonly grouping: GroupingChoice;
  /** Leaves the search for the first thing that was found. */
  readonly onLeave: () => void;
  readonly usage: { readonly watching: boolean; readonly toggle: () => void };
}

/** Search, grouping and usage on one line, which stays in sight above the list. */
export function Toolbar({ query, onQuery, count, grouping, onLeave, usage }: ToolbarProps) {
  const { t } = useTexts('containers');
  return (
    <div
      role="presentation"
      className={styles['toolbar']}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        // The key is not to press what then has the focus.
        event.preventDefault();
        onLeave();
      }}
    >
      <SearchBox
        label={t('search')}
        query={query}
        onChange={onQuery}
        onDown={onLeave}
        look="bar"
        shortcut
      >
        <output aria-label={t('shown')}>{count}</output>
      </SearchBox>
      <span className={styles['grouping']} title={t('groupBy')}>
        <select
          aria-label={t('groupBy')}
          value={grouping.grouping}
          onChange={(event) => grouping.group(event.target.value as Grouping)}
        >
          {GROUPINGS.map((each) => (
            <option key={each} value={each}>
              {t(`grouping.${each}`)}
            </option>
          ))}
        </select>
        <ChevronDown size="0.75rem" aria-hidden="true" />
      </span>
      <button
        type="button"
        aria-label={t('usage')}
        aria-pressed={usage.watching}
        title={t('usageTitle')}
        className={styles['usage']}
        onClick={usage.toggle}
      >
        <Gauge size="0.9375rem" aria-hidden="true" />
      </button>
    </div>
  );
}
