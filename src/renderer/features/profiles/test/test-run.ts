/** A connection test as it is known so far: pure. */
import {
  TEST_STEPS,
  type TestOutcome,
  type TestProgress,
  type TestStep,
} from '../../../../shared/connection-test';
import type { ErrorInfo } from '../../../../shared/errors';
import type { Gateway, ProfileDraft } from '../../../../shared/profile';

export interface TestRun {
  /** What is tested, as it was typed then. */
  readonly draft: ProfileDraft;
  /** By gateway: what is known of each of its steps. */
  readonly gateways: readonly GatewayRun[];
  /** Over, or cancelled. */
  readonly ended: boolean;
  readonly cancelled: boolean;
  /** Why it could not even be tried. */
  readonly error: ErrorInfo | null;
}

export type GatewayRun = Readonly<Partial<Record<TestStep, TestOutcome>>>;

export type Verdict = 'running' | 'works' | 'warned' | 'failed' | 'unknown';

export function withProgress(gateways: readonly GatewayRun[], progress: TestProgress) {
  return gateways.map((run, index) =>
    index === progress.gateway ? { ...run, [progress.step]: progress.outcome } : run,
  );
}

/** `over`: nothing more will be told of it. */
export function verdictOf(run: GatewayRun, over: boolean): Verdict {
  const outcomes = TEST_STEPS.map((step) => run[step]?.kind);
  if (outcomes.includes('failed')) return 'failed';
  if (outcomes.every((kind) => kind === 'passed' || kind === 'warned'))
    return outcomes.includes('warned') ? 'warned' : 'works';
  return over ? 'unknown' : 'running';
}

/** `deploy@203.0.113.21:2222`, as it was typed. */
export function gatewayLabel({ host, user, port }: Gateway): string {
  const login = user === undefined ? host : `${user}@${host}`;
  if (port === undefined) return login;
  return host.includes(':') ? `${login} port ${port}` : `${login}:${port}`;
}
