import { ChevronDown } from 'lucide-react';
import { describeError } from '../../../shared/error-text';
import type { PrefixView } from '../../../shared/network-view';
import { Words } from '../../components/words';
import styles from './remap-line.module.css';

/** A prefix with the one that stands for it here; opens into the reason. */
export function RemapLine({ prefix: { real, routed, reason } }: { readonly prefix: PrefixView }) {
  const text = reason && describeError(reason);
  return (
    <details className={styles['remap']}>
      <summary className={styles['summary']}>
        <span>
          <code>{real}</code> here as <code className={styles['routed']}>{routed}</code>
        </span>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </summary>
      {text && (
        <p className={styles['text']}>
          <Words>{`${text.what} ${text.next}`}</Words>
        </p>
      )}
    </details>
  );
}
