/** "Test connection": each gateway of a profile, step by step, without the helper and without a link. */
import { failure } from '../../shared/errors';
import type { TestProgress } from '../../shared/connection-test';
import type { ProfileDraft } from '../../shared/profile';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';
import type { StartBridgeWorker } from '../worker/protocol';

export interface TestPorts {
  readonly startWorker: StartBridgeWorker;
  ask(id: string, body: PromptBody, answer: (answer: PromptAnswer) => void): void;
  withdraw(promptId: string): void;
}

/** Yields every step as it begins and ends. A failed one is the last of its gateway. Leaves nothing behind, also when aborted. */
// eslint-disable-next-line require-yield -- being built
export async function* testConnection(
  _draft: ProfileDraft,
  _ports: TestPorts,
  _signal: AbortSignal,
): AsyncGenerator<TestProgress> {
  await Promise.reject(failure('internal', { message: 'not yet' }));
}
