import type { ErrorInfo } from '../../../shared/errors';
import { Button } from '../../components/button';
import { Reason } from '../../components/reason';
import { useTexts } from '../../hooks/use-texts';
import { fixOf, type Fix } from './fix';
import styles from './warnings.module.css';

interface WarningsProps {
  readonly warnings: readonly ErrorInfo[];
  readonly onFix: (fix: Fix) => void;
}

/** What works only in part: quiet lines, each of which opens; a button where one click leads to what can be changed. */
export function Warnings({ warnings, onFix }: WarningsProps) {
  const { t } = useTexts('status');
  // A remapped network works in full; the Networks view shows it with both addresses.
  const shown = warnings.filter(({ code }) => code !== 'net.remapped');
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t('warnings')} className={styles['list']}>
      {shown.map((warning) => {
        const fix = fixOf(warning.code);
        return (
          <li key={JSON.stringify(warning)}>
            <Reason error={warning}>
              {fix && <Button onClick={() => onFix(fix)}>{t(`fix.${fix}`)}</Button>}
            </Reason>
          </li>
        );
      })}
    </ul>
  );
}
