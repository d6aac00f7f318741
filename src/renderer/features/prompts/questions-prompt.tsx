import { MessageSquareLock } from 'lucide-react';
import { MAX_ANSWER_LENGTH, type PromptAnswer, type PromptBody } from '../../../shared/prompt';
import { TextField } from '../../components/field';
import { useTexts } from '../../hooks/use-texts';
import { AnswerForm } from './answer-form';
import { Expiry } from './expiry';
import { safeText, safeTitle } from './safe-text';
import { ServerWords } from './server-words';

/** Longer questions stand in a box above their field. */
const LABEL_LENGTH = 160;

interface QuestionsPromptProps {
  readonly profile: string;
  readonly body: Extract<PromptBody, { kind: 'questions' }>;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/** The server's own questions, in its own words and order. */
export function QuestionsPrompt({ profile, body, onAnswer }: QuestionsPromptProps) {
  const { t } = useTexts('prompts');
  const { host, instructions, questions, expiresAt } = body;
  const { title, rest } = safeTitle(body.title);
  return (
    <AnswerForm
      title={title || t('questions.title', { host })}
      icon={<MessageSquareLock size="1.125rem" />}
      note="questions.note"
      asker={{ profile, host }}
      submit={t('questions.continue')}
      isBare={questions.length === 0}
      onAnswer={onAnswer}
    >
      <ServerWords>{[rest, instructions].filter(Boolean).join('\n\n')}</ServerWords>
      {questions.map((question, index) => (
        // Two questions may have the same words; their place is what tells them apart.
        <Question key={index} {...question} isFirst={index === 0} />
      ))}
      {expiresAt !== undefined && <Expiry at={expiresAt} />}
    </AnswerForm>
  );
}

interface QuestionProps {
  readonly text: string;
  readonly echo: boolean;
  readonly isFirst: boolean;
}

function Question({ text, echo, isFirst }: QuestionProps) {
  const { t } = useTexts('prompts');
  const words = safeText(text);
  const isLong = words.length > LABEL_LENGTH;
  return (
    <>
      {isLong && <ServerWords>{words}</ServerWords>}
      <TextField
        label={isLong || !words ? t('questions.answer') : words}
        type={echo ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        maxLength={MAX_ANSWER_LENGTH}
        data-autofocus={isFirst || undefined}
      />
    </>
  );
}
