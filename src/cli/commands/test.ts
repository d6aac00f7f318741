/** `gangway test NAME`: tests each gateway of a profile, without the helper and without a link. */
import { testConnection } from '../../core/bridge/connection-test';
import { startBridgeWorker } from '../../core/worker/client';
import type { TestOutcome, TestProgress, TestStep } from '../../shared/connection-test';
import { failure, GangwayError } from '../../shared/errors';
import type { Gateway, Profile } from '../../shared/profile';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';
import { routedPrefixes } from '../../shared/routed-prefixes';
import { openProfiles, type Context } from '../context';
import { onInterrupt } from '../interrupts';
import { profileNamed } from '../live';
import { terminalAnswers, type PromptOptions } from '../prompts';
import { attach } from '../session';

/** One gateway in `test --json`. */
export interface GatewayResult {
  readonly gateway: Gateway;
  /** In the order of their kind; those after a failed one were not come to. */
  readonly steps: readonly ({ readonly step: TestStep } & TestOutcome)[];
}

export interface TestReports {
  /** A gateway's turn has come. */
  readonly gateway: (gateway: Gateway) => void;
  /** A step has ended. */
  readonly step: (progress: TestProgress) => void;
}

/** Rejects with `config.unknown-profile`, why a question could not be asked, or `ssh.cancelled` after Ctrl-C. */
export async function test(
  context: Context,
  name: string,
  options: PromptOptions,
  reports: TestReports,
): Promise<GatewayResult[]> {
  const profile = profileNamed(openProfiles(context).list(), name);
  const interrupt = new AbortController();
  const release = onInterrupt(
    () => interrupt.abort(),
    () => context.io.note('Still cleaning up; this takes a moment.'),
  );
  const desk = new Desk(terminalAnswers(context.io, options));
  const routes = await otherRoutes(context, profile);
  const ports = {
    startWorker: () => startBridgeWorker(context.built.workerFile),
    otherRoutes: () => routes,
    ask: desk.ask,
    withdraw: desk.withdraw,
  };
  try {
    const told: TestProgress[] = [];
    for await (const progress of testConnection(profile, ports, interrupt.signal)) {
      const gateway = profile.gateways[progress.gateway];
      if (gateway && !told.some((each) => each.gateway === progress.gateway))
        reports.gateway(gateway);
      told.push(progress);
      if (progress.outcome.kind !== 'running') reports.step(progress);
    }
    if (desk.refusal) throw desk.refusal;
    if (interrupt.signal.aborted) throw failure('ssh.cancelled');
    return resultsOf(profile.gateways, told);
  } finally {
    release();
  }
}

export function hasFailed(results: readonly GatewayResult[]): boolean {
  return results.some(({ steps }) => steps.some(({ kind }) => kind === 'failed'));
}

function resultsOf(gateways: readonly Gateway[], told: readonly TestProgress[]): GatewayResult[] {
  return gateways.map((gateway, index) => ({
    gateway,
    steps: told
      .filter((each) => each.gateway === index && each.outcome.kind !== 'running')
      .map(({ step, outcome }) => ({ step, ...outcome })),
  }));
}

/** What bridges of an engine that runs already route, if there is one. */
async function otherRoutes(context: Context, profile: Profile): Promise<string[]> {
  const session = await attach(context);
  if (!session) return [];
  const { bridges } = session.live.current;
  await session.end();
  const others = Object.entries(bridges).filter(([id]) => id !== profile.id);
  return others.flatMap(([, { networks }]) => routedPrefixes(networks));
}

type Answer = (body: PromptBody, signal: AbortSignal) => Promise<PromptAnswer>;

/** Questions at the terminal, until they are withdrawn. */
class Desk {
  /** Why a question could not be asked. */
  refusal: GangwayError | null = null;
  readonly #open = new Map<string, AbortController>();
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  readonly ask = (id: string, body: PromptBody, answer: (given: PromptAnswer) => void): void => {
    const asking = new AbortController();
    this.#open.set(id, asking);
    this.#answer(body, asking.signal).then(answer, (thrown: unknown) => {
      if (thrown instanceof GangwayError) this.refusal = thrown;
      answer({ kind: 'cancel' });
    });
  };

  readonly withdraw = (id: string): void => {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
  };
}
