import { useId, useRef, type ReactNode, type SyntheticEvent } from 'react';
import { Trans } from 'react-i18next';
import type { PromptAnswer } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import styles from './prompts.module.css';

interface AnswerFormProps {
  readonly title: string;
  readonly icon: ReactNode;
  /** The catalogue's text about who asks, and what becomes of the answer. */
  readonly note: 'passphrase.note' | 'questions.note';
  readonly asker: { readonly profile: string; readonly host?: string };
  readonly submit: string;
  /** Whether the button is what has the focus at first. */
  readonly isBare?: boolean;
  readonly onAnswer: (answer: PromptAnswer) => void;
  readonly children: ReactNode;
}

/**
 * Fields for secrets and codes. They live in the inputs alone, never in React's state, and are emptied
 * as soon as they are sent.
 */
export function AnswerForm({ onAnswer, isBare = false, ...words }: AnswerFormProps) {
  const { t } = useTexts(['prompts', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const cancel = (): void => onAnswer({ kind: 'cancel' });

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])];
    const answers = inputs.map((input) => input.value);
    form.current?.reset();
    onAnswer({ kind: 'answers', answers });
  }

  return (
    <Sheet title={words.title} icon={words.icon} onCancel={cancel}>
      <form id={id} ref={form} onSubmit={submit}>
        <div className={styles['parts']}>
          {words.children}
          <p className={styles['note']}>
            <Trans t={t} i18nKey={words.note} values={words.asker} components={{ b: <b /> }} />
          </p>
        </div>
      </form>
      <div className={styles['foot']}>
        <SheetActions>
          <Button onClick={cancel}>{t('common:cancel')}</Button>
          <Button tone="primary" type="submit" form={id} data-autofocus={isBare || undefined}>
            {words.submit}
          </Button>
        </SheetActions>
      </div>
    </Sheet>
  );
}
