import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do next. `danger`: takes something away for good. */
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger';
}

export function Button({ tone = 'plain', type = 'button', className, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={[styles['button'], styles[tone], className].filter(Boolean).join(' ')}
    />
  );
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** Accessible name, also shown as a tooltip. */
  readonly label: string;
}

export function IconButton({ label, ...rest }: IconButtonProps) {
  return (
    <button {...rest} type="button" aria-label={label} title={label} className={styles['icon']} />
  );
}
