/** The question that a bridge waits for, over everything else; one at a time, in the order they came. */
import { assertNever } from '../../../shared/assert-never';
import type { Profile } from '../../../shared/profile';
import type { Prompt, PromptAnswer } from '../../../shared/prompt';
import { useCommands } from '../../hooks/use-commands';
import { ChangedKeyPrompt } from './changed-key-prompt';
import { ConnectPrompt } from './connect-prompt';
import { HostKeyPrompt } from './host-key-prompt';
import { PassphrasePrompt } from './passphrase-prompt';
import { QuestionsPrompt } from './questions-prompt';

interface PromptSheetProps {
  readonly prompt: Prompt;
  readonly profiles: readonly Profile[];
}

export function PromptSheet({ prompt, profiles }: PromptSheetProps) {
  const { id, body, profile, profileId } = prompt;
  const { run } = useCommands();
  const answer = (given: PromptAnswer): void =>
    void run((gangway) => gangway.answerPrompt(id, given));
  switch (body.kind) {
    case 'host-key':
      return <HostKeyPrompt profile={profile} body={body} onAnswer={answer} />;
    case 'host-key-changed':
      return (
        <ChangedKeyPrompt
          profile={profile}
          body={body}
          onClose={() => answer({ kind: 'cancel' })}
        />
      );
    case 'passphrase':
      return <PassphrasePrompt profile={profile} body={body} onAnswer={answer} />;
    case 'questions':
      return <QuestionsPrompt profile={profile} body={body} onAnswer={answer} />;
    case 'connect': {
      const known = profiles.find((each) => each.id === profileId);
      return <ConnectPrompt name={profile} profile={known} onAnswer={answer} />;
    }
    default:
      return assertNever(body);
  }
}
