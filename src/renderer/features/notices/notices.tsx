import { X } from 'lucide-react';
import { describeError } from '../../../shared/error-text';
import type { ErrorInfo } from '../../../shared/errors';
import { IconButton } from '../../components/button';
import { Words } from '../../components/words';
import { useTexts } from '../../hooks/use-texts';
import styles from './notices.module.css';

interface NoticesProps {
  readonly label: string;
  readonly notices: readonly ErrorInfo[];
  readonly onDismiss: () => void;
}

/** Trouble of the app as a whole, or of the last click: stays until it is dismissed, in sight however far one scrolls. */
export function Notices({ label, notices, onDismiss }: NoticesProps) {
  const { t, i18n } = useTexts('status');
  if (notices.length === 0) return null;
  // A German noun keeps its capital.
  const what = i18n.resolvedLanguage === 'en' ? label.toLowerCase() : label;
  return (
    <section role="alert" aria-label={label} className={styles['notices']}>
      <ul>
        {notices.map((notice) => {
          const { title, what, next } = describeError(notice, t);
          return (
            <li key={JSON.stringify(notice)}>
              <h2>{title}</h2>
              <p>
                <Words>{`${what} ${next}`}</Words>
              </p>
            </li>
          );
        })}
      </ul>
      <IconButton label={t('notices.dismiss', { what })} onClick={onDismiss}>
        <X />
      </IconButton>
    </section>
  );
}
