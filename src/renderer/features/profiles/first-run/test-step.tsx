import { PlugZap } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import type { ProfileDraft } from '../../../../shared/profile';
import { Button } from '../../../components/button';
import { ErrorCard } from '../../../components/error-card';
import { useTexts } from '../../../hooks/use-texts';
import { gatewayLabel, verdictOf } from '../test/test-run';
import { TestSteps } from '../test/test-steps';
import { useConnectionTest } from '../test/use-connection-test';
import { Step } from './step';
import styles from './step.module.css';

interface TestStepProps {
  /** With one gateway. */
  readonly draft: ProfileDraft;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Tries the host out at once, and says what works. */
export function TestStep({ draft, onBack, onNext }: TestStepProps) {
  const { t } = useTexts(['profiles', 'test']);
  const { run, start } = useConnectionTest();
  const begin = useEffectEvent(() => start(draft, null));
  useEffect(() => begin(), []);
  const [gateway] = draft.gateways;
  const label = gateway ? gatewayLabel(gateway) : '';
  const steps = run?.gateways[0] ?? {};
  const ended = run?.ended ?? false;
  const verdict = verdictOf(steps, ended);
  const works = verdict === 'works' || verdict === 'warned';
  return (
    <Step
      icon={<PlugZap size="1.75rem" strokeWidth={1.75} />}
      title={t('first.test.title', { host: label })}
      text={t('first.test.text')}
      actions={
        <>
          <Button onClick={onBack}>{t('first.back')}</Button>
          {ended && !works && (
            <>
              <Button tone="quiet" onClick={onNext}>
                {t('first.test.anyway')}
              </Button>
              <Button tone="primary" onClick={() => start(draft, null)}>
                {t('test:again')}
              </Button>
            </>
          )}
          {!(ended && !works) && (
            <Button tone="primary" disabled={!works} onClick={onNext}>
              {t('first.next')}
            </Button>
          )}
        </>
      }
    >
      {run?.error && <ErrorCard error={run.error} />}
      <div className={styles['card']}>
        <TestSteps
          run={steps}
          over={ended || verdict === 'failed'}
          label={t('test:stepsOf', { gateway: label })}
        />
      </div>
      <p role="status" className={styles['summary']}>
        {ended && !run?.error && t(`test:summary.${verdict}`)}
      </p>
    </Step>
  );
}
