import { Fragment } from 'react';
import styles from './words.module.css';

/** What stands between backticks, and what closes the sentence after it. */
const COMMAND = /`([^`]*)`([.,;:)]*)/;

/** A sentence of `error-text.ts`: what stands between backticks is a command or a name as typed. */
export function Words({ children }: { readonly children: string }) {
  const [start, ...rest] = children.split(COMMAND);
  return (
    <>
      {start}
      {Array.from({ length: rest.length / 3 }, (_, index) => {
        const [command, close, text] = rest.slice(3 * index);
        return (
          <Fragment key={index}>
            <span className={styles['unbroken']}>
              <code>{command}</code>
              {close}
            </span>
            {text}
          </Fragment>
        );
      })}
    </>
  );
}
