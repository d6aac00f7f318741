import { Check } from 'lucide-react';
import { PHASES, type Phase } from '../../../shared/bridge-state';
import styles from './connecting-steps.module.css';
import { phaseWords } from './words';

interface ConnectingStepsProps {
  readonly phase: Phase;
  readonly attempt: number;
  readonly host: string;
}

/** The phases in their order, with the one that runs. */
export function ConnectingSteps({ phase, attempt, host }: ConnectingStepsProps) {
  const current = PHASES.indexOf(phase);
  return (
    <section aria-label="Connecting" className={styles['card']}>
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
              {phaseWords(step, host)}
              {progress === 'now' && step === 'elevate' && (
                <span className={styles['hint']}>Your system may ask for a password.</span>
              )}
              {progress === 'done' && <span className="visually-hidden">, done</span>}
            </li>
          );
        })}
      </ol>
      {attempt > 1 && <p className={styles['attempt']}>Attempt {attempt}</p>}
    </section>
  );
}
