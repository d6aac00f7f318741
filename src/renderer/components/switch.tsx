import styles from './switch.module.css';

interface SwitchProps {
  /** What is so now, not what was asked for. */
  readonly checked: boolean;
  /** Accessible name. */
  readonly label: string;
  /** Id of the words that say more. */
  readonly describedBy?: string | undefined;
  /** A click is being carried out; another one would come too early. */
  readonly busy?: boolean;
  readonly onClick: () => void;
}

export function Switch({ checked, label, describedBy, busy = false, onClick }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-describedby={describedBy}
      aria-busy={busy}
      className={styles['switch']}
      onClick={busy ? undefined : onClick}
    >
      <span className={styles['track']}>
        <span className={styles['thumb']} />
      </span>
    </button>
  );
}
