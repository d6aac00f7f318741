import { CaseSensitive, ChevronDown, ChevronUp, Search } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTexts } from '../../hooks/use-texts';
import styles from './search-bar.module.css';
import { ToolButton } from './tool-button';

/** How many there are and which of them one is at, or only whether there are any. */
type Found = { readonly at: number | null; readonly count: number } | 'some' | 'none';

interface SearchBarProps {
  /** Accessible name and placeholder. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly matchCase: boolean;
  readonly onMatchCase: (matchCase: boolean) => void;
  /** `null` while nothing is looked for. */
  readonly found: Found | null;
  /** 1 for the next one, -1 for the one before. */
  readonly onStep: (step: 1 | -1) => void;
  readonly input: Ref<HTMLInputElement>;
  readonly onEscape?: () => void;
}

/** Looks for words in what is shown: Enter for the next one, Shift+Enter for the one before, Escape to stop. */
export function SearchBar(props: SearchBarProps): ReactNode {
  const { label, query, onQuery, matchCase, onMatchCase, found, onStep, input } = props;
  const { t } = useTexts('container');
  const none = found === null || found === 'none' || (found !== 'some' && found.count === 0);
  return (
    <search className={styles['bar']}>
      <Search size="0.875rem" aria-hidden="true" className={styles['icon']} />
      <input
        ref={input}
        type="text"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        value={query}
        className={styles['input']}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') {
            onQuery('');
            props.onEscape?.();
          } else return;
          event.preventDefault();
        }}
      />
      <span role="status" className={styles['count']}>
        {none ? query !== '' && t('search.none') : foundWords(found)}
      </span>
      <ToolButton
        label={t('search.matchCase')}
        pressed={matchCase}
        onClick={() => onMatchCase(!matchCase)}
      >
        <CaseSensitive />
      </ToolButton>
      <ToolButton label={t('search.previous')} disabled={none} onClick={() => onStep(-1)}>
        <ChevronUp />
      </ToolButton>
      <ToolButton label={t('search.next')} disabled={none} onClick={() => onStep(1)}>
        <ChevronDown />
      </ToolButton>
    </search>
  );

  function foundWords(some: Found): string {
    if (typeof some === 'string') return '';
    const { at, count } = some;
    return at === null ? t('search.count', { count }) : t('search.at', { at: at + 1, count });
  }
}
