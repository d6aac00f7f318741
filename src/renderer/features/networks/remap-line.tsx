import { ChevronDown } from 'lucide-react';
import { Trans } from 'react-i18next';
import type { PrefixView } from '../../../shared/network-view';
import { useErrorText } from '../../hooks/use-error-text';
import { Words } from '../../components/words';
import styles from './remap-line.module.css';

/** A prefix with the one that stands for it here; opens into the reason. */
export function RemapLine({ prefix: { real, routed, reason } }: { readonly prefix: PrefixView }) {
  const words = useErrorText();
  const text = reason && words(reason);
  return (
    <details className={styles['remap']}>
      <summary className={styles['summary']}>
        <span>
          <Trans
            ns="networks"
            i18nKey="remapped"
            components={{
              real: <code>{real}</code>,
              routed: <code className={styles['routed']}>{routed}</code>,
            }}
          />
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
