import { ChevronRight } from 'lucide-react';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import { Words } from '../../components/words';
import styles from './warnings.module.css';

/** What works only in part: quiet lines, each of which opens. */
export function Warnings({ warnings }: { readonly warnings: readonly ErrorInfo[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className={styles['list']}>
      {warnings.map((warning) => {
        const { title, what, next } = describeError(warning);
        return (
          <li key={JSON.stringify(warning)}>
            <details>
              <summary className={styles['summary']}>
                <ChevronRight size="0.875rem" aria-hidden="true" />
                {title}
              </summary>
              <p className={styles['text']}>
                <Words>{`${what} ${next}`}</Words>
              </p>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
