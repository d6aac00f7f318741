import type { ReactNode } from 'react';
import styles from './tool-button.module.css';

interface ToolButtonProps {
  /** Accessible name, also shown as a tooltip. */
  readonly label: string;
  /** Of a button that switches something on and off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A small button in a bar of tools. */
export function ToolButton({ label, pressed, children, ...rest }: ToolButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      className={styles['tool']}
      {...rest}
    >
      {children}
    </button>
  );
}
