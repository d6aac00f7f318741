/** What persons are asked at the moment, and who waits for each answer. */
import type { Prompt, PromptAnswer } from '../shared/prompt';

export class Prompts {
  readonly #changed: (open: readonly Prompt[]) => void;
  readonly #answers = new Map<string, (answer: PromptAnswer) => void>();
  #open: readonly Prompt[] = [];

  /** `changed` is told of all that are open. */
  constructor(changed: (open: readonly Prompt[]) => void) {
    this.#changed = changed;
  }

  /** The answer is given once, and not at all after `withdraw`. */
  ask(prompt: Prompt, answer: (answer: PromptAnswer) => void): void {
    this.#answers.set(prompt.id, answer);
    this.#set([...this.#open, prompt]);
  }

  answer(id: string, given: PromptAnswer): void {
    const answer = this.#answers.get(id);
    this.withdraw(id);
    answer?.(given);
  }

  /** Nobody waits for it any more. */
  withdraw(id: string): void {
    if (this.#answers.delete(id)) this.#set(this.#open.filter((prompt) => prompt.id !== id));
  }

  /** Is a person asked this of the profile already? */
  has(profileId: string, kind: Prompt['body']['kind']): boolean {
    return this.#open.some((prompt) => prompt.profileId === profileId && prompt.body.kind === kind);
  }

  #set(open: readonly Prompt[]): void {
    this.#open = open;
    this.#changed(open);
  }
}
