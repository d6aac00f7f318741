import { TriangleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { ErrorInfo } from '../../shared/errors';
import { useErrorText } from '../hooks/use-error-text';
import { useTexts } from '../hooks/use-texts';
import styles from './error-card.module.css';
import { Words } from './words';

interface ErrorCardProps {
  readonly error: ErrorInfo;
  /** `wait`: it is being tried again; no alarm. */
  readonly tone?: 'bad' | 'wait';
  /** More that the person should know, between the sentence and the buttons. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What happened, what to do next, and buttons to do it with. */
export function ErrorCard({ error, tone = 'bad', children, actions }: ErrorCardProps) {
  const { title, what, next } = useErrorText()(error);
  const { t } = useTexts('errors');
  const id = useId();
  return (
    <section className={`${styles['card'] ?? ''} ${styles[tone] ?? ''}`} aria-labelledby={id}>
      <h3 id={id} className={styles['title']}>
        <TriangleAlert size="1rem" aria-hidden="true" />
        {title}
      </h3>
      <p>
        <Words>{what}</Words>
      </p>
      <p className={styles['next']}>
        <Words>{next}</Words>
      </p>
      {children}
      <footer className={styles['footer']}>
        {actions}
        <code className={styles['code']} title={t('code')}>
          {error.code}
        </code>
      </footer>
    </section>
  );
}
