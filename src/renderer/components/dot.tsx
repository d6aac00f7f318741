import styles from './dot.module.css';

/** `on` is filled, `off` a ring, `busy` pulses: told apart by shape as well as by colour. */
export type DotTone = 'on' | 'off' | 'busy' | 'bad';

/** Decoration only: the words beside it say the same. */
export function Dot({ tone }: { readonly tone: DotTone }) {
  return <span aria-hidden="true" className={`${styles['dot'] ?? ''} ${styles[tone] ?? ''}`} />;
}
