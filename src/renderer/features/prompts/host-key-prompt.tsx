import { Fingerprint } from 'lucide-react';
import { Trans } from 'react-i18next';
import type { PromptAnswer, PromptBody } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import { CommandLine } from './command-line';
import { KeyPicture } from './key-picture';
import { showHostKey } from './key-commands';
import styles from './prompts.module.css';

interface HostKeyPromptProps {
  readonly profile: string;
  readonly body: Extract<PromptBody, { kind: 'host-key' }>;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/** First contact. Nothing has the focus but the sheet, so that trust is never given by a stray Enter. */
export function HostKeyPrompt({ profile, body, onAnswer }: HostKeyPromptProps) {
  const { t } = useTexts(['prompts', 'common']);
  const { host, keyType } = body;
  const cancel = (): void => onAnswer({ kind: 'cancel' });
  return (
    <Sheet
      title={t('hostKey.title', { host })}
      icon={<Fingerprint size="1.125rem" />}
      onCancel={cancel}
    >
      <div className={styles['parts']}>
        <p>
          <Trans
            t={t}
            i18nKey="hostKey.intro"
            values={{ profile, host, keyType }}
            components={{ b: <b /> }}
          />
        </p>
        <KeyPicture of={body} />
        <p className={styles['how']}>{t('hostKey.how')}</p>
        <CommandLine>{showHostKey(keyType)}</CommandLine>
      </div>
      <div className={styles['foot']}>
        <SheetActions>
          <Button onClick={cancel}>{t('common:cancel')}</Button>
          <Button tone="primary" onClick={() => onAnswer({ kind: 'accept' })}>
            {t('hostKey.trust')}
          </Button>
        </SheetActions>
      </div>
    </Sheet>
  );
}
