import { Check, TriangleAlert, X } from 'lucide-react';
import { describeError } from '../../../shared/error-text';
import type { Reachability } from '../../../shared/network-view';
import { IconButton } from '../../components/button';
import { Words } from '../../components/words';
import { formatRoundTrip } from '../../format';
import styles from './check-result.module.css';

interface CheckResultProps {
  readonly result: Reachability | null;
  /** Of what was asked. */
  readonly name: string;
  readonly onDismiss: () => void;
}

/** What came of a check; always in the page, so that screen readers hear the answer. */
export function CheckResult({ result, name, onDismiss }: CheckResultProps) {
  return (
    <div role="status" aria-label={`Check of ${name}`}>
      {result && <Answer result={result} name={name} onDismiss={onDismiss} />}
    </div>
  );
}

function Answer({ result, name, onDismiss }: CheckResultProps & { readonly result: Reachability }) {
  if (result.kind === 'reachable') {
    return (
      <p className={styles['reachable']}>
        <Check size="0.875rem" strokeWidth={2.5} aria-hidden="true" />
        <span>
          Reachable, {formatRoundTrip(result.rttMs)} at <code>{result.address}</code>
        </span>
      </p>
    );
  }
  const { title, what, next } = describeError(result.error);
  return (
    <div className={styles['unreachable']}>
      <TriangleAlert size="0.875rem" aria-hidden="true" />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        <p>
          <Words>{what}</Words>
        </p>
        <p className={styles['next']}>
          <Words>{next}</Words>
        </p>
      </div>
      <IconButton label={`Dismiss check of ${name}`} onClick={onDismiss}>
        <X />
      </IconButton>
    </div>
  );
}
