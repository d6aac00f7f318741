import { Check } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useCommands } from '../hooks/use-commands';
import { useTexts } from '../hooks/use-texts';
import styles from './copy-button.module.css';

interface CopyButtonProps {
  readonly text: string;
  /** Accessible name, e.g. `Copy 172.17.0.2 of web`. */
  readonly label: string;
  /** Tooltip, if there is more to say than that it copies. */
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  /** On which side of a line it stands: its words keep that edge, not what a press wants around them. */
  readonly side?: 'start' | 'end';
  readonly children?: ReactNode;
}

const SHOWN_MS = 1400;

/** Copies `text` at a click and says so in its own place, so that nothing moves. */
export function CopyButton(props: CopyButtonProps) {
  const { text, label, title, className, side = 'end', children = text } = props;
  const { t } = useTexts();
  const { run } = useCommands();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const done = await run(async (gangway) => {
      const reply = await gangway.copyText(text);
      return reply.ok ? { ok: true, value: true } : reply;
    });
    if (!done) return;
    setCopied((count) => count + 1);
    // A live region for each button is a part of each row of a list of thousands.
    document.ariaNotify(t('copied'));
  }

  return (
    <button
      type="button"
      aria-label={label}
      title={title ?? t('copy')}
      data-copied={copied > 0 || undefined}
      data-side={side}
      className={`${styles['copy'] ?? ''} ${className ?? ''}`}
      onClick={() => void copy()}
    >
      <span className={styles['content']}>{children}</span>
      {copied > 0 && (
        <span aria-hidden="true" className={styles['done']}>
          <Check size="0.875em" strokeWidth={2.5} />
          {t('copied')}
        </span>
      )}
    </button>
  );
}
