import { useId, type ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingsGroupProps {
  readonly title: string;
  /** Rows. */
  readonly children: ReactNode;
}

/** Settings that belong together, under a heading. */
export function SettingsGroup({ title, children }: SettingsGroupProps) {
  const id = useId();
  return (
    <section className={styles['group']} aria-labelledby={id}>
      <h2 id={id} className={styles['heading']}>
        {title}
      </h2>
      <div className={styles['rows']}>{children}</div>
    </section>
  );
}
