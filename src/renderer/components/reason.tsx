import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorInfo } from '../../shared/errors';
import { useErrorText } from '../hooks/use-error-text';
import styles from './reason.module.css';
import { Words } from './words';

interface ReasonProps {
  readonly error: ErrorInfo;
  /** What can be done about it here. */
  readonly children?: ReactNode;
}

/** A quiet line that names an error, and opens into what happened and what to do. */
export function Reason({ error, children }: ReasonProps) {
  const { title, what, next } = useErrorText()(error);
  return (
    <details className={styles['reason']}>
      <summary className={styles['summary']}>
        <ChevronRight size="0.875rem" aria-hidden="true" />
        {title}
      </summary>
      <div className={styles['text']}>
        <p>
          <Words>{`${what} ${next}`}</Words>
        </p>
        {children}
      </div>
    </details>
  );
}
