import { ShieldAlert } from 'lucide-react';
import { Trans } from 'react-i18next';
import type { PromptBody } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import { CommandLine } from './command-line';
import { KeyPicture } from './key-picture';
import { forgetHostKey, showHostKey } from './key-commands';
import styles from './prompts.module.css';

interface ChangedKeyPromptProps {
  readonly profile: string;
  readonly body: Extract<PromptBody, { kind: 'host-key-changed' }>;
  readonly onClose: () => void;
}

/** A hard stop: there is nothing to accept here, only what to find out and what to do then. */
export function ChangedKeyPrompt({ profile, body, onClose }: ChangedKeyPromptProps) {
  const { t } = useTexts(['prompts', 'common']);
  const { host, keyType, known, file, line, revoked } = body;
  return (
    <Sheet
      role="alertdialog"
      title={t(revoked ? 'changedKey.revokedTitle' : 'changedKey.title', { host })}
      icon={<ShieldAlert size="1.125rem" className={styles['stop']} />}
      onCancel={onClose}
    >
      <div className={styles['parts']}>
        <p>
          <Trans
            t={t}
            i18nKey={revoked ? 'changedKey.revokedIntro' : 'changedKey.intro'}
            values={{ profile, host, keyType }}
            components={{ b: <b /> }}
          />
        </p>
        <KeyPicture of={body} />
        {revoked ? (
          <p className={styles['how']}>{t('changedKey.revokedWhere', { file, line })}</p>
        ) : (
          <>
            <p className={styles['how']}>
              {t('changedKey.was', { file, line })}
              <code className={styles['known']} dir="ltr">
                {known}
              </code>
            </p>
            <p className={styles['how']}>{t('changedKey.how')}</p>
            <CommandLine>{showHostKey(keyType)}</CommandLine>
            <p className={styles['how']}>{t('changedKey.remove')}</p>
            <CommandLine>{forgetHostKey(body)}</CommandLine>
          </>
        )}
      </div>
      <div className={styles['foot']}>
        <SheetActions>
          <Button onClick={onClose}>{t('common:close')}</Button>
        </SheetActions>
      </div>
    </Sheet>
  );
}
