import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './menu.module.css';

export interface MenuItem {
  readonly words: string;
  readonly icon: ReactNode;
  /** Letter that does the same, in the menu and on the row. */
  readonly letter?: string;
  readonly onSelect: () => void;
}

interface MenuProps {
  readonly label: string;
  /** Where it hangs; gets the focus back. */
  readonly anchor: HTMLElement;
  /** A line stands between one group and the next. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly onClose: () => void;
}

/** As in the styles. */
const ANCHOR = '--menu-anchor';

/** A menu (ARIA menu pattern) in the top layer, where neither the list nor the window's edge cuts it off. */
export function Menu({ label, anchor, groups, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useEffect(() => {
    const element = menu.current;
    if (!element) return undefined;
    // `auto` would close it when the button of a right click comes up again.
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !element.contains(target) && !anchor.contains(target)) close();
    };
    const { top } = anchor.getBoundingClientRect();
    // Told frames later, too, of what had scrolled before it was opened.
    const onScroll = (): void => {
      if (anchor.getBoundingClientRect().top !== top) close();
    };
    anchor.style.setProperty('anchor-name', ANCHOR);
    element.showPopover();
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('scroll', onScroll, { capture: true });
    return () => {
      element.hidePopover();
      anchor.style.removeProperty('anchor-name');
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [anchor]);

  function finish(action?: () => void): void {
    onClose();
    anchor.focus();
    action?.();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const here = items.findIndex((item) => item === document.activeElement);
    const to = stepOf(event.key, here, items.length);
    const letter = groups.flat().find((item) => item.letter === event.key.toLowerCase());
    if (event.key === 'Escape' || event.key === 'Tab') finish();
    else if (to !== undefined) items[to]?.focus();
    else if (letter) finish(letter.onSelect);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="manual"
      className={styles['menu']}
      onKeyDown={onKeyDown}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <div key={index} role="group" className={styles['group']}>
            {group.map(({ words, icon, letter, onSelect }) => (
              <button
                key={words}
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-keyshortcuts={letter?.toUpperCase()}
                className={styles['item']}
                onClick={() => finish(onSelect)}
              >
                <span aria-hidden="true" className={styles['icon']}>
                  {icon}
                </span>
                <span className={styles['words']}>{words}</span>
                {letter && <kbd aria-hidden="true">{letter.toUpperCase()}</kbd>}
              </button>
            ))}
          </div>
        ))}
    </div>
  );
}

function stepOf(key: string, here: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (here + 1) % count;
    case 'ArrowUp':
      return (Math.max(here, 0) + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
