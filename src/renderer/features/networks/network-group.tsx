import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { useTexts } from '../../hooks/use-texts';
import styles from './networks.module.css';

interface NetworkGroupProps {
  readonly title: string;
  readonly count?: number;
  /** Where the group is edited as a whole. */
  readonly onEdit?: (() => void) | undefined;
  /** List items. */
  readonly children: ReactNode;
}

export function NetworkGroup({ title, count, onEdit, children }: NetworkGroupProps) {
  const { t } = useTexts('networks');
  return (
    <div className={styles['group']}>
      <div className={styles['heading']}>
        <h3>
          {title} {count !== undefined && <span className={styles['count']}>{count}</span>}
        </h3>
        {onEdit && (
          <Button tone="quiet" aria-label={t('editGroup', { group: title })} onClick={onEdit}>
            {t('edit')}
          </Button>
        )}
      </div>
      <ul aria-label={title}>{children}</ul>
    </div>
  );
}
