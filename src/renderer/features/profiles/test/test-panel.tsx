import { X } from 'lucide-react';
import { useId } from 'react';
import { Button, IconButton } from '../../../components/button';
import { ErrorCard } from '../../../components/error-card';
import { useTexts } from '../../../hooks/use-texts';
import styles from './test-panel.module.css';
import { gatewayLabel, verdictOf, type TestRun, type Verdict } from './test-run';
import { TestSteps } from './test-steps';

interface TestPanelProps {
  readonly run: TestRun;
  /** Something was changed since. */
  readonly stale: boolean;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

/** What a test of every gateway finds out, as it does. */
export function TestPanel({ run, stale, onAgain, onCancel, onClose }: TestPanelProps) {
  const { t } = useTexts(['test', 'common']);
  const id = useId();
  const several = run.gateways.length > 1;
  const verdicts = run.gateways.map((gateway) => verdictOf(gateway, run.ended));
  return (
    <section aria-labelledby={id} className={styles['panel']}>
      <header className={styles['header']}>
        <h3 id={id} className={styles['title']}>
          {t('title')}
        </h3>
        <p role="status" className={styles['summary']} data-verdict={overall(verdicts)}>
          {run.ended && !run.error && <Summary run={run} verdicts={verdicts} />}
        </p>
        {run.ended ? (
          <>
            <Button onClick={onAgain}>{t('again')}</Button>
            <IconButton label={t('close')} onClick={onClose}>
              <X />
            </IconButton>
          </>
        ) : (
          <Button onClick={onCancel}>{t('common:cancel')}</Button>
        )}
      </header>
      {/* Nothing in it can be pressed, and it scrolls. */}
      <div role="group" aria-labelledby={id} tabIndex={0} className={styles['results']}>
        {stale && <p className={styles['stale']}>{t('stale')}</p>}
        {run.error && <ErrorCard error={run.error} />}
        {run.gateways.map((gateway, index) => {
          const target = run.draft.gateways[index];
          const label = target ? gatewayLabel(target) : '';
          const over = run.ended || verdicts[index] === 'failed';
          return (
            <div key={index} className={styles['gateway']}>
              {several && <h4 className={styles['target']}>{label}</h4>}
              <TestSteps run={gateway} over={over} label={t('stepsOf', { gateway: label })} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

interface SummaryProps {
  readonly run: TestRun;
  readonly verdicts: readonly Verdict[];
}

function Summary({ run, verdicts }: SummaryProps) {
  const { t } = useTexts('test');
  const count = verdicts.length;
  const working = verdicts.filter((each) => each === 'works' || each === 'warned').length;
  if (run.cancelled) return t('summary.cancelled');
  if (count > 1) return t('summary.several', { working, count });
  return t(`summary.${verdicts[0] ?? 'unknown'}`);
}

/** One gateway that works is enough to connect. */
function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.every((each) => each === 'works')) return 'works';
  const works = verdicts.some((each) => each === 'works' || each === 'warned');
  if (works) return 'warned';
  return verdicts.includes('failed') ? 'failed' : 'unknown';
}
