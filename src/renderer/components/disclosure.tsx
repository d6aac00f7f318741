import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  readonly title: string;
  /** Beside the title while it is closed: what is in it. */
  readonly summary?: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
}

/** Part of a form that most people never need: in the page only while it is open. */
export function Disclosure({ title, summary, open, onToggle, children }: DisclosureProps) {
  const id = useId();
  return (
    <div className={styles['disclosure']}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className={styles['toggle']}
        onClick={() => onToggle(!open)}
      >
        <ChevronRight size="0.875rem" aria-hidden="true" />
        <span className={styles['title']}>{title}</span>
        {!open && summary && <span className={styles['summary']}>{summary}</span>}
      </button>
      {open && (
        <div id={id} className={styles['content']}>
          {children}
        </div>
      )}
    </div>
  );
}
