import { Button } from '../../components/button';
import { useTexts } from '../../hooks/use-texts';
import { ProfileMark } from './profile-mark';
import type { Planned } from './import-plan';
import styles from './import-pane.module.css';

interface PlannedListProps {
  readonly planned: readonly Planned[];
  readonly onCancel: () => void;
  readonly onImport: () => void;
}

/** What an import will add, before it does. */
export function PlannedList({ planned, onCancel, onImport }: PlannedListProps) {
  const { t } = useTexts('profiles');
  return (
    <section aria-label={t('import.planned')} className={styles['planned']}>
      <ul>
        {planned.map(({ draft, renamedFrom }) => (
          <li key={draft.name}>
            <ProfileMark profile={draft} />
            <span className={styles['words']}>
              <span className={styles['name']}>{draft.name}</span>
              <span className={styles['detail']}>
                {draft.gateways.map(({ host }) => host).join(', ')}
              </span>
              {renamedFrom !== undefined && (
                <span className={styles['detail']}>
                  {t('import.renamed', { name: renamedFrom })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <footer>
        <Button onClick={onCancel}>{t('import.clear')}</Button>
        <Button tone="primary" onClick={onImport}>
          {t('import.go', { count: planned.length })}
        </Button>
      </footer>
    </section>
  );
}
