import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import styles from './search-box.module.css';

interface SearchBoxProps {
  /** What is searched; also shown while the box is empty. */
  readonly label: string;
  readonly query: string;
  readonly onChange: (query: string) => void;
  /** Arrow down leaves the box: to the first thing that was found. */
  readonly onDown?: () => void;
  /** `/` and Ctrl+F go to it, wherever the focus is. */
  readonly shortcut?: boolean;
  /** `bar`: the head of a list, of its full width. */
  readonly look?: 'field' | 'bar';
  readonly autoFocus?: boolean;
  /** Behind the words, e.g. how many were found. */
  readonly children?: ReactNode;
}

/** Escape empties it; the next one is for whatever the box is in. */
export function SearchBox(props: SearchBoxProps) {
  const { label, query, onChange, onDown, shortcut = false, look = 'field', children } = props;
  const input = useRef<HTMLInputElement>(null);
  useShortcut(shortcut, input);
  return (
    <div role="search" data-look={look} className={styles['search']}>
      <Search size="0.875rem" aria-hidden="true" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        placeholder={label}
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query) {
            event.preventDefault();
            event.stopPropagation();
            onChange('');
          } else if (event.key === 'ArrowDown' && onDown) {
            event.preventDefault();
            onDown();
          }
        }}
      />
      {shortcut && !query && <kbd aria-hidden="true">/</kbd>}
      {children}
    </div>
  );
}

function useShortcut(wanted: boolean, input: { readonly current: HTMLInputElement | null }): void {
  const focus = useEffectEvent((event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
    if (!find && (event.key !== '/' || typing)) return;
    event.preventDefault();
    input.current?.select();
    input.current?.focus();
  });
  useEffect(() => {
    if (!wanted) return undefined;
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, [wanted]);
}
