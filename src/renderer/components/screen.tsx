import type { ReactNode, Ref } from 'react';
import { useEscape } from '../hooks/use-escape';
import styles from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  readonly leading: ReactNode;
  readonly trailing?: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** The part that scrolls. */
  readonly scroller?: Ref<HTMLElement>;
  /** Escape, unless something inside took it. */
  readonly onEscape: () => void;
}

/** A full popover: title bar, content that scrolls, and perhaps a footer. */
export function Screen(props: ScreenProps) {
  useEscape(props.onEscape);
  return (
    <div className={styles['screen']}>
      <header className={styles['header']}>
        {props.leading}
        <h1 className={styles['title']}>{props.title}</h1>
        {props.trailing}
      </header>
      <main ref={props.scroller} className={styles['main']}>
        {props.children}
      </main>
      {props.footer && <footer className={styles['footer']}>{props.footer}</footer>}
    </div>
  );
}
