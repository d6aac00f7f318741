import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <div className={styles['icon']} aria-hidden="true">
        {icon}
      </div>
      <h2 className={styles['title']}>{title}</h2>
      {children && <p className={styles['text']}>{children}</p>}
      {action}
    </div>
  );
}
