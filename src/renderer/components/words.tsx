import { Fragment } from 'react';
import styles from './words.module.css';

/** What stands between backticks, and what closes the sentence after it. */
const COMMANDS = /(`[^`]*`[.,;:)]*)/;

/** A sentence of `error-text.ts`: what stands between backticks is a command or a name as typed. */
export function Words({ children }: { readonly children: string }) {
  return children.split(COMMANDS).map((part, index) => {
    if (index % 2 === 0) return <Fragment key={index}>{part}</Fragment>;
    const [, command, close] = part.split('`');
    return (
      <span key={index} className={styles['unbroken']}>
        <code>{command}</code>
        {close}
      </span>
    );
  });
}
