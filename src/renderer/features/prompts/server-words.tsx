import { useTexts } from '../../hooks/use-texts';
import { safeText } from './safe-text';
import styles from './server-words.module.css';

/** What a server says, in its own words and in a box of its own that scrolls: nobody takes them for ours. */
export function ServerWords({ children }: { readonly children: string }) {
  const { t } = useTexts('prompts');
  const words = safeText(children);
  if (!words) return null;
  return (
    // Whatever scrolls has to be reached by keyboard.
    <section className={styles['box']} tabIndex={0} aria-label={t('questions.says')} dir="auto">
      {words}
    </section>
  );
}
