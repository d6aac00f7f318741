import type { PromptAnswer } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet } from '../../components/sheet';

interface ConnectPromptProps {
  readonly profile: string;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/** A link from elsewhere asks: nobody connects by opening a web page. */
export function ConnectPrompt({ profile, onAnswer }: ConnectPromptProps) {
  return (
    <Sheet title={`Connect ${profile}?`} onCancel={() => onAnswer({ kind: 'cancel' })}>
      <Button tone="primary" onClick={() => onAnswer({ kind: 'accept' })}>
        Connect
      </Button>
    </Sheet>
  );
}
