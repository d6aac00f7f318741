import type { ReactNode, Ref } from 'react';
import { useEscape } from '../hooks/use-escape';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly leading?: ReactNode;
  readonly trailing?: ReactNode;
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
  footer,
  children,
  scroller,
  onEscape,
}: ScreenProps) {
  useEscape(onEscape);
  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        {leading}
        <h1 className={styles['title']}>{title}</h1>
        {trailing && <div className={styles['trailing']}>{trailing}</div>}
      </header>
      <main ref={scroller} className={styles['main']}>
        {children}
      </main>
      {footer && <footer className={styles['footer']}>{footer}</footer>}
    </div>
  );
}
