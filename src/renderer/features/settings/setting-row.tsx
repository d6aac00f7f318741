import type { ReactNode } from 'react';
import styles from './settings.module.css';

interface SettingRowProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Id for the hint, to describe the control by it. */
  readonly hintId?: string | undefined;
  /** The control. */
  readonly children?: ReactNode;
  /** Below both, over the whole width. */
  readonly below?: ReactNode;
}

/** What is chosen and what that means at the start of the line, the control at its end. */
export function SettingRow({ label, hint, hintId, children, below }: SettingRowProps) {
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <div className={styles['label']}>{label}</div>
        {hint !== undefined && (
          <p id={hintId} className={styles['hint']}>
            {hint}
          </p>
        )}
      </div>
      {children !== undefined && <div className={styles['control']}>{children}</div>}
      {below}
    </div>
  );
}
