import { KeyRound } from 'lucide-react';
import { useRef, type SyntheticEvent } from 'react';
import type { PromptAnswer } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { TextField } from '../../components/field';
import { Sheet, SheetActions } from '../../components/sheet';
import styles from './prompts.module.css';

interface AnswersPromptProps {
  readonly profile: string;
  readonly title: string;
  readonly instructions: string;
  readonly questions: readonly { readonly text: string; readonly echo: boolean }[];
  /** What was wrong with the last answer. */
  readonly trouble: string | null;
  readonly submit: string;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/**
 * Fields for secrets and codes. They live in the inputs alone, never in React's state, and are emptied
 * as soon as they are sent.
 */
export function AnswersPrompt({ questions, onAnswer, ...words }: AnswersPromptProps) {
  const form = useRef<HTMLFormElement>(null);
  const cancel = (): void => onAnswer({ kind: 'cancel' });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])];
    const answers = inputs.map((input) => input.value);
    form.current?.reset();
    onAnswer({ kind: 'answers', answers });
  }

  return (
    <Sheet title={words.title} icon={<KeyRound size="1.125rem" />} onCancel={cancel}>
      <form ref={form} className={styles['form']} onSubmit={submit}>
        <p className={styles['instructions']}>{words.instructions}</p>
        {questions.map(({ text, echo }, index) => (
          <TextField
            // Two questions may have the same words; their place is what tells them apart.
            key={index}
            label={text.trim() || 'Answer'}
            type={echo ? 'text' : 'password'}
            autoComplete="off"
            autoCapitalize="off"
            error={index === 0 ? (words.trouble ?? undefined) : undefined}
            data-autofocus={index === 0 || undefined}
          />
        ))}
        <p className={styles['asker']}>
          Asked for <b>{words.profile}</b>. Gangway does not store your answer.
        </p>
        <SheetActions>
          <Button onClick={cancel}>Cancel</Button>
          <Button tone="primary" type="submit" data-autofocus={questions.length === 0 || undefined}>
            {words.submit}
          </Button>
        </SheetActions>
      </form>
    </Sheet>
  );
}
