import { ChevronRight } from 'lucide-react';
import type { ErrorInfo } from '../../shared/errors';
import { useErrorText } from '../hooks/use-error-text';
import styles from './reason.module.css';
import { Words } from './words';

/** A quiet line that names an error, and opens into what happened and what to do. */
export function Reason({ error }: { readonly error: ErrorInfo }) {
  const { title, what, next } = useErrorText()(error);
  return (
    <details className={styles['reason']}>
      <summary className={styles['summary']}>
        <ChevronRight size="0.875rem" aria-hidden="true" />
        {title}
      </summary>
      <p className={styles['text']}>
        <Words>{`${what} ${next}`}</Words>
      </p>
    </details>
  );
}
