import { Fingerprint } from 'lucide-react';
import type { PromptAnswer, PromptBody } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import styles from './prompts.module.css';

interface HostKeyPromptProps {
  readonly profile: string;
  readonly body: Extract<PromptBody, { kind: 'host-key' }>;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/** First contact. Nothing has the focus but the sheet, so that trust is never given by a stray Enter. */
export function HostKeyPrompt({ profile, body, onAnswer }: HostKeyPromptProps) {
  const cancel = (): void => onAnswer({ kind: 'cancel' });
  return (
    <Sheet title={`Is this ${body.host}?`} icon={<Fingerprint size="1.125rem" />} onCancel={cancel}>
      <p>
        <b>{profile}</b> connects to {body.host} for the first time. It shows this {body.keyType}{' '}
        key:
      </p>
      <code className={styles['fingerprint']}>{body.fingerprint}</code>
      <p className={styles['how']}>
        To be sure, compare it with what the host itself says:
        <code>ssh-keygen -lf {hostKeyFile(body.keyType)}</code>
      </p>
      <SheetActions>
        <Button onClick={cancel}>Cancel</Button>
        <Button tone="primary" onClick={() => onAnswer({ kind: 'accept' })}>
          Trust and connect
        </Button>
      </SheetActions>
    </Sheet>
  );
}

/** Where sshd keeps the public key of that type (sshd_config(5), HostKey). */
function hostKeyFile(keyType: string): string {
  const type = /ed25519|ecdsa|rsa/i.exec(keyType)?.[0].toLowerCase() ?? 'ed25519';
  return `/etc/ssh/ssh_host_${type}_key.pub`;
}
