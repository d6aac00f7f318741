import { describe, expect, it } from 'vitest';
import type { Prompt, PromptAnswer } from '../shared/prompt';
import { Prompts } from './prompts';

const PROMPT: Prompt = {
  id: 'prompt1',
  profileId: 'profile1',
  profile: 'staging',
  body: { kind: 'connect' },
};

let shown: string[][];
let answers: PromptAnswer[];
const asking = (): Prompts => {
  [shown, answers] = [[], []];
  const prompts = new Prompts((open) => shown.push(open.map(({ id }) => id)));
  prompts.ask(PROMPT, (answer) => answers.push(answer));
  return prompts;
};

describe('Prompts', () => {
  it('gives an answer once, and closes the prompt before', () => {
    const prompts = asking();
    prompts.answer('prompt1', { kind: 'accept' });
    prompts.answer('prompt1', { kind: 'cancel' });
    expect(answers).toEqual([{ kind: 'accept' }]);
    expect(shown).toEqual([['prompt1'], []]);
  });

  it('gives no answer to who waits no more', () => {
    const prompts = asking();
    prompts.withdraw('prompt1');
    prompts.withdraw('prompt1');
    prompts.answer('prompt1', { kind: 'accept' });
    expect(answers).toEqual([]);
    expect(shown).toEqual([['prompt1'], []]);
  });

  it('knows what is asked of a profile', () => {
    const prompts = asking();
    expect(prompts.has('profile1', 'connect')).toBe(true);
    expect(prompts.has('profile2', 'connect')).toBe(false);
    expect(prompts.has('profile1', 'host-key')).toBe(false);
  });
});
