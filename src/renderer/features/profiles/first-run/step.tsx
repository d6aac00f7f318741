import type { ReactNode } from 'react';
import styles from './step.module.css';

interface StepProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
  /** Buttons: on the way back first, then the one that leads on. */
  readonly actions: ReactNode;
}

/** One step of the first run. */
export function Step({ icon, title, text, children, actions }: StepProps) {
  return (
    <>
      <header className={styles['header']}>
        <span className={styles['icon']} aria-hidden="true">
          {icon}
        </span>
        <h2 tabIndex={-1} className={styles['title']}>
          {title}
        </h2>
        <p className={styles['text']}>{text}</p>
      </header>
      <div className={styles['body']}>{children}</div>
      <footer className={styles['actions']}>{actions}</footer>
    </>
  );
}
