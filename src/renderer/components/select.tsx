import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './select.module.css';

/** One of several, from the system's list; the arrow is ours. `className` is for its place and size. */
export function Select({ className, ...select }: ComponentProps<'select'>) {
  return (
    <span className={`${styles['frame'] ?? ''} ${className ?? ''}`}>
      <select {...select} className={styles['select']} />
      <ChevronDown size="0.875rem" aria-hidden="true" />
    </span>
  );
}
