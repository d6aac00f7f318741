import { useId, type ReactNode } from 'react';
import styles from './editor.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title. */
  readonly trailing?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the form: its title above a card. */
export function Section({ title, trailing, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <header className={styles['heading']}>
        <h3 id={id}>{title}</h3>
        {trailing}
      </header>
      <div className={styles['card']}>{children}</div>
    </section>
  );
}

export function Example({ children }: { readonly children: string }) {
  return <code className={styles['example']}>{children}</code>;
}
