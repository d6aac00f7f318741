import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { shortName } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import { CopyButton } from '../../components/copy-button';
import { LongName } from '../../components/long-name';
import { useTexts } from '../../hooks/use-texts';
import entry from './entry.module.css';
import styles from './entry-names.module.css';

interface EntryNamesProps {
  /** Whole, the one to show first; at least one. */
  readonly names: readonly string[];
  readonly view: NamesView;
  /** Whose they are. */
  readonly of: string;
  /** At the end of the line. */
  readonly trailing: ReactNode;
}

/** A line with the first name, short where this computer completes it; the others below once asked for. */
export function EntryNames({
  names: [first = '', ...others],
  view,
  of,
  trailing,
}: EntryNamesProps) {
  const { t } = useTexts('containers');
  const list = useId();
  const [open, setOpen] = useState(false);
  const facts = { count: others.length, name: of };
  return (
    <>
      <div className={entry['sub']}>
        <span className={styles['names']}>
          <Name name={first} of={of}>
            <LongName>{shortName(first, view)}</LongName>
          </Name>
          {others.length > 0 && (
            <button
              type="button"
              aria-label={t(open ? 'hideMoreNames' : 'showMoreNames', facts)}
              aria-expanded={open}
              aria-controls={open ? list : undefined}
              title={t('moreNames', facts)}
              className={styles['more']}
              onClick={() => setOpen(!open)}
            >
              +{others.length}
              <ChevronDown size="0.75rem" aria-hidden="true" />
            </button>
          )}
        </span>
        {trailing}
      </div>
      {open && (
        <div id={list} className={styles['others']}>
          {others.map((name) => (
            <Name key={name} name={name} of={of}>
              {shortName(name, view)}
            </Name>
          ))}
        </div>
      )}
    </>
  );
}

interface NameProps {
  readonly name: string;
  readonly of: string;
  readonly children: ReactNode;
}

function Name({ name, of, children }: NameProps) {
  const { t } = useTexts('containers');
  return (
    <CopyButton
      text={name}
      label={t('copyName', { whole: name, name: of })}
      title={name}
      side="start"
      className={styles['name']}
    >
      {children}
    </CopyButton>
  );
}
