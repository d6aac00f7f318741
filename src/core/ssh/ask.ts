/** Questions to the person behind the connection. */
import { failure } from '../../shared/errors';
import type { PromptAnswer, PromptBody } from '../../shared/prompt';

/** The signal withdraws the question: nobody waits for its answer any more. */
export type Ask = (body: PromptBody, signal: AbortSignal) => Promise<PromptAnswer>;

/** An `Ask` that knows when to withdraw. */
export type AskNow = (body: PromptBody) => Promise<PromptAnswer>;

/** The answers given, one per question. Throws `ssh.cancelled` for anything else. */
export function answersOf(answer: PromptAnswer, host: string): readonly string[] {
  if (answer.kind === 'answers') return answer.answers;
  throw failure('ssh.cancelled', { host });
}
