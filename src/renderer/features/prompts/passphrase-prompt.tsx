import { KeyRound } from 'lucide-react';
import { PASSPHRASE_ATTEMPTS, type PromptAnswer, type PromptBody } from '../../../shared/prompt';
import { useTexts } from '../../hooks/use-texts';
import { AnswerForm } from './answer-form';
import styles from './prompts.module.css';
import { SecretField } from './secret-field';

interface PassphrasePromptProps {
  readonly profile: string;
  readonly body: Extract<PromptBody, { kind: 'passphrase' }>;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

export function PassphrasePrompt({ profile, body, onAnswer }: PassphrasePromptProps) {
  const { t } = useTexts('prompts');
  const { path, attempt } = body;
  const trouble = t('passphrase.wrong', { attempt, attempts: PASSPHRASE_ATTEMPTS });
  return (
    <AnswerForm
      title={t('passphrase.title')}
      icon={<KeyRound size="1.125rem" />}
      note="passphrase.note"
      asker={{ profile }}
      submit={t('passphrase.unlock')}
      onAnswer={onAnswer}
    >
      <p className={styles['path']}>
        <bdi dir="ltr">{path}</bdi>
      </p>
      <SecretField label={t('passphrase.label')} error={attempt > 1 ? trouble : undefined} />
    </AnswerForm>
  );
}
