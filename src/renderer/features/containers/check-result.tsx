import { Check, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { describeError } from '../../../shared/error-text';
import type { Reachability } from '../../../shared/network-view';
import { IconButton } from '../../components/button';
import { Words } from '../../components/words';
import { formatRoundTrip } from '../../format';
import { useTexts } from '../../hooks/use-texts';
import styles from './check-result.module.css';

interface CheckResultProps {
  /** The answer is on its way. */
  readonly asking: boolean;
  readonly result: Reachability | null;
  /** Of what was asked. */
  readonly name: string;
  readonly onDismiss: () => void;
}

/** What came of a check; in the page from the question on, so that screen readers hear the answer. */
export function CheckResult({ asking, result, name, onDismiss }: CheckResultProps) {
  const { t } = useTexts('containers');
  if (!asking && !result) return null;
  return (
    <div role="status" aria-label={t('checkOf', { name })} aria-busy={asking}>
      {asking && (
        <p className={styles['asking']}>
          <LoaderCircle size="0.875rem" aria-hidden="true" />
          {t('checking')}
        </p>
      )}
      {result && <Answer result={result} name={name} onDismiss={onDismiss} />}
    </div>
  );
}

interface AnswerProps extends Omit<CheckResultProps, 'asking' | 'result'> {
  readonly result: Reachability;
}

function Answer({ result, name, onDismiss }: AnswerProps) {
  const { t } = useTexts('containers');
  if (result.kind === 'reachable') {
    return (
      <p className={styles['reachable']}>
        <Check size="0.875rem" strokeWidth={2.5} aria-hidden="true" />
        <span>
          {t('reachable', { time: formatRoundTrip(result.rttMs) })}
          <code>{result.address}</code>
        </span>
      </p>
    );
  }
  const { title, what, next } = describeError(result.error, t);
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
      <IconButton label={t('dismissCheck', { name })} onClick={onDismiss}>
        <X />
      </IconButton>
    </div>
  );
}
