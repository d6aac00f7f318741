import { Button } from '../../components/button';
import { countOf, type Planned } from './import-plan';
import styles from './import-screen.module.css';

interface PlannedListProps {
  readonly planned: readonly Planned[];
  readonly onCancel: () => void;
  readonly onImport: () => void;
}

/** What an import will add, before it does. */
export function PlannedList({ planned, onCancel, onImport }: PlannedListProps) {
  return (
    <section aria-label="What will be added" className={styles['planned']}>
      <ul>
        {planned.map(({ draft, renamedFrom }) => (
          <li key={draft.name}>
            <span className={styles['name']}>{draft.name}</span>
            <span className={styles['detail']}>
              {draft.gateways.map(({ host }) => host).join(', ')}
            </span>
            {renamedFrom !== undefined && (
              <span className={styles['detail']}>
                There is a {renamedFrom} already, so it gets this name.
              </span>
            )}
          </li>
        ))}
      </ul>
      <footer>
        <Button onClick={onCancel}>Clear</Button>
        <Button tone="primary" onClick={onImport}>
          Import {countOf(planned.length, 'profile')}
        </Button>
      </footer>
    </section>
  );
}
