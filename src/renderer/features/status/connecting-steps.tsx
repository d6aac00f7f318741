import { Check } from 'lucide-react';
import { PHASES, type Phase } from '../../../shared/bridge-state';
import { useTexts } from '../../hooks/use-texts';
import styles from './connecting-steps.module.css';
import { phaseWords } from './words';

interface ConnectingStepsProps {
  readonly phase: Phase;
  readonly attempt: number;
  readonly host: string;
}

/** The phases in their order, with the one that runs. */
export function ConnectingSteps({ phase, attempt, host }: ConnectingStepsProps) {
  const { t } = useTexts('status');
  const current = PHASES.indexOf(phase);
  return (
    <section aria-label={t('steps.label')} className={styles['card']}>
      <ol className={styles['steps']}>
        {PHASES.map((step, index) => {
          const progress = index < current ? 'done' : index === current ? 'now' : 'next';
          return (
            <li
              key={step}
              className={styles[progress]}
              aria-current={progress === 'now' ? 'step' : undefined}
            >
              <span className={styles['sign']} aria-hidden="true">
                {progress === 'done' && <Check size="0.75rem" strokeWidth={3} />}
              </span>
              {phaseWords(t, step, host)}
              {progress === 'now' && step === 'elevate' && (
                <span className={styles['hint']}>{t('steps.permission')}</span>
              )}
              {progress === 'done' && <span className="visually-hidden">{t('steps.done')}</span>}
            </li>
          );
        })}
      </ol>
      {attempt > 1 && <p className={styles['attempt']}>{t('steps.attempt', { attempt })}</p>}
    </section>
  );
}
