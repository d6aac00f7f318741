import { Cable } from 'lucide-react';
import type { Gateway, Profile } from '../../../shared/profile';
import type { PromptAnswer } from '../../../shared/prompt';
import { Button } from '../../components/button';
import { Sheet, SheetActions } from '../../components/sheet';
import { useTexts } from '../../hooks/use-texts';
import styles from './connect-prompt.module.css';
import shared from './prompts.module.css';

interface ConnectPromptProps {
  readonly name: string;
  /** Absent if it was removed meanwhile. */
  readonly profile: Profile | undefined;
  readonly onAnswer: (answer: PromptAnswer) => void;
}

/** A link from elsewhere asks: nobody connects by opening a web page, nor by a stray Enter. */
export function ConnectPrompt({ name, profile, onAnswer }: ConnectPromptProps) {
  const { t } = useTexts(['prompts', 'common']);
  const cancel = (): void => onAnswer({ kind: 'cancel' });
  return (
    <Sheet
      title={t('connect.title', { profile: name })}
      icon={profile?.emoji ?? <Cable size="1.125rem" />}
      onCancel={cancel}
    >
      <div className={shared['parts']}>
        <p>{t('connect.intro')}</p>
        {profile && <Facts profile={profile} />}
      </div>
      <div className={shared['foot']}>
        <SheetActions>
          <Button onClick={cancel}>{t('common:cancel')}</Button>
          <Button tone="primary" onClick={() => onAnswer({ kind: 'accept' })}>
            {t('common:connect')}
          </Button>
        </SheetActions>
      </div>
    </Sheet>
  );
}

function Facts({ profile }: { readonly profile: Profile }) {
  const { t } = useTexts('prompts');
  const { gateways, cidrs, openOnConnect } = profile;
  return (
    <dl className={styles['facts']}>
      <dt>{t('connect.gateway')}</dt>
      <dd>
        {gateways.map((gateway, index) => (
          <span key={index} className={styles['one']}>
            <bdi dir="ltr">{loginOf(gateway)}</bdi>
          </span>
        ))}
      </dd>
      <dt>{t('connect.routes')}</dt>
      <dd>
        {[t('connect.docker'), ...cidrs].map((route) => (
          <span key={route} className={styles['one']}>
            <bdi>{route}</bdi>
          </span>
        ))}
      </dd>
      {openOnConnect && (
        <>
          <dt>{t('connect.opens')}</dt>
          <dd>
            <bdi dir="ltr">{openOnConnect}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

function loginOf({ host, port, user }: Gateway): string {
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
}
