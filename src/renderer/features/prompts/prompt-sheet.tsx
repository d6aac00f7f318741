/** The question that a bridge waits for, over everything else; one at a time, in the order they came. */
import { assertNever } from '../../../shared/assert-never';
import type { Prompt, PromptAnswer } from '../../../shared/prompt';
import { useCommands } from '../../hooks/use-commands';
import { AnswersPrompt } from './answers-prompt';
import { ConnectPrompt } from './connect-prompt';
import { HostKeyPrompt } from './host-key-prompt';

interface PromptSheetProps {
  readonly prompt: Prompt;
}

export function PromptSheet({ prompt: { id, body, profile } }: PromptSheetProps) {
  const { run } = useCommands();
  const answer = (given: PromptAnswer): void =>
    void run((gangway) => gangway.answerPrompt(id, given));
  switch (body.kind) {
    case 'host-key':
      return <HostKeyPrompt profile={profile} body={body} onAnswer={answer} />;
    case 'passphrase':
      return (
        <AnswersPrompt
          profile={profile}
          title="Unlock your key"
          instructions={body.path}
          questions={[{ text: 'Passphrase', echo: false }]}
          trouble={body.attempt > 1 ? `That did not open it. Attempt ${body.attempt}.` : null}
          submit="Unlock"
          onAnswer={answer}
        />
      );
    case 'questions':
      return (
        <AnswersPrompt
          profile={profile}
          title={body.title || `${body.host} asks`}
          instructions={body.instructions}
          questions={body.questions}
          trouble={null}
          submit="Continue"
          onAnswer={answer}
        />
      );
    case 'connect':
      return <ConnectPrompt profile={profile} onAnswer={answer} />;
    default:
      return assertNever(body);
  }
}
