import { Check, LoaderCircle, Minus, TriangleAlert, X } from 'lucide-react';
import { TEST_STEPS, type TestOutcome, type TestStep } from '../../../../shared/connection-test';
import type { ErrorInfo } from '../../../../shared/errors';
import { Words } from '../../../components/words';
import { useErrorText } from '../../../hooks/use-error-text';
import { useTexts } from '../../../hooks/use-texts';
import type { GatewayRun } from './test-run';
import styles from './test-steps.module.css';
import { factWords } from './test-words';

interface TestStepsProps {
  readonly run: GatewayRun;
  /** Nothing more will be told of it: what was not come to says so. */
  readonly over: boolean;
  /** Accessible name of the list. */
  readonly label: string;
}

type Look = TestOutcome['kind'] | 'waiting' | 'skipped';

const ICONS = {
  running: LoaderCircle,
  passed: Check,
  warned: TriangleAlert,
  failed: X,
  skipped: Minus,
} as const;

/** The steps of one gateway, in their order, each with what it found out. */
export function TestSteps({ run, over, label }: TestStepsProps) {
  return (
    <ol aria-label={label} className={styles['steps']}>
      {TEST_STEPS.map((step) => (
        <Step key={step} step={step} outcome={run[step]} over={over} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: TestStep;
  readonly outcome: TestOutcome | undefined;
  readonly over: boolean;
}

function Step({ step, outcome, over }: StepProps) {
  const { t } = useTexts('test');
  const look = lookOf(outcome, over);
  const Icon = look === 'waiting' ? null : ICONS[look];
  const facts = outcome && 'facts' in outcome ? factWords(step, outcome.facts, t) : '';
  return (
    <li
      className={styles['step']}
      data-look={look}
      aria-current={look === 'running' ? 'step' : undefined}
    >
      <span className={styles['icon']} aria-hidden="true">
        {Icon && <Icon size="0.875rem" strokeWidth={2.25} />}
      </span>
      <span className={styles['name']}>{t(`steps.${step}`)}</span>
      <span className="visually-hidden">{t(`looks.${look}`)}</span>
      {facts && <span className={styles[step === 'host-key' ? 'key' : 'facts']}>{facts}</span>}
      {outcome && 'error' in outcome && <Why error={outcome.error} />}
    </li>
  );
}

function Why({ error }: { readonly error: ErrorInfo }) {
  const { what, next } = useErrorText()(error);
  return (
    <p className={styles['why']}>
      <span>
        <Words>{what}</Words>
      </span>{' '}
      <span className={styles['next']}>
        <Words>{next}</Words>
      </span>
    </p>
  );
}

function lookOf(outcome: TestOutcome | undefined, over: boolean): Look {
  if (!outcome) return over ? 'skipped' : 'waiting';
  return outcome.kind === 'running' && over ? 'skipped' : outcome.kind;
}
