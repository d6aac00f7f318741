import { Fragment } from 'react';

/** A sentence of `error-text.ts`: what stands between backticks is a command or a name as typed. */
export function Words({ children }: { readonly children: string }) {
  return children
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
    );
}
