import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import { Button } from '../../components/button';
import { Words } from '../../components/words';
import { fixOf, type Fix } from './fix';
import styles from './warnings.module.css';

interface WarningsProps {
  readonly warnings: readonly ErrorInfo[];
  readonly onFix: (fix: Fix) => void;
}

/** What works only in part: quiet lines, each of which opens; a button where one click leads to what can be changed. */
export function Warnings({ warnings, onFix }: WarningsProps) {
  const { t } = useTranslation('status');
  // A remapped network works in full; the Networks view shows it with both addresses.
  const shown = warnings.filter(({ code }) => code !== 'net.remapped');
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t('warnings')} className={styles['list']}>
      {shown.map((warning) => (
        <li key={JSON.stringify(warning)}>
          <Warning warning={warning} onFix={onFix} />
        </li>
      ))}
    </ul>
  );
}

interface WarningProps {
  readonly warning: ErrorInfo;
  readonly onFix: (fix: Fix) => void;
}

function Warning({ warning, onFix }: WarningProps) {
  const { t } = useTranslation('status');
  const { title, what, next } = describeError(warning, t);
  const fix = fixOf(warning.code);
  return (
    <details className={styles['warning']}>
      <summary className={styles['summary']}>
        <ChevronRight size="0.875rem" aria-hidden="true" />
        {title}
      </summary>
      <div className={styles['text']}>
        <p>
          <Words>{`${what} ${next}`}</Words>
        </p>
        {fix && <Button onClick={() => onFix(fix)}>{t(`fix.${fix}`)}</Button>}
      </div>
    </details>
  );
}
