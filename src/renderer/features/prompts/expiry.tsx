import { useNow } from '../../hooks/use-now';
import { useTexts } from '../../hooks/use-texts';
import styles from './expiry.module.css';

/** From here on it is worth a look: milliseconds. */
const SOON_MS = 20_000;

/** How long a server may go on waiting, as far as is known. Not read out at every second. */
export function Expiry({ at }: { readonly at: number }) {
  const { t, i18n } = useTexts('prompts');
  const left = at - useNow();
  if (left <= 0) return <p className={styles['expiry']}>{t('questions.expired')}</p>;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(at);
  return (
    <p className={styles['expiry']} role="timer" data-soon={left < SOON_MS || undefined}>
      {t('questions.expires', { time })}{' '}
      <span className={styles['left']}>{t('questions.left', { left: minutes(left) })}</span>
    </p>
  );
}

/** `1:05` */
function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
