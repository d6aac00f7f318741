import type { ReactNode, Ref } from 'react';
import { useEscape } from '../hooks/use-escape';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly leading?: ReactNode;
  readonly trailing?: ReactNode;
  /** In place of what leads and of the title, which is then read only. */
  readonly bar?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** The part that scrolls. */
  readonly scroller?: Ref<HTMLElement>;
  /** Escape, unless something inside took it. */
  readonly onEscape?: (() => void) | undefined;
}

/** A full popover or pane: title bar, content that scrolls, and perhaps a footer. */
export function Screen({
  title,
  leading,
  trailing,
  bar,
  footer,
  children,
  scroller,
  onEscape,
}: ScreenProps) {
  useEscape(onEscape);
  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        {!bar && leading}
        <h1 className={bar ? 'visually-hidden' : styles['title']}>{title}</h1>
        {bar}
        {trailing && <div className={styles['trailing']}>{trailing}</div>}
      </header>
      <main ref={scroller} className={styles['main']}>
        {children}
      </main>
      {footer && <footer className={styles['footer']}>{footer}</footer>}
    </div>
  );
}
