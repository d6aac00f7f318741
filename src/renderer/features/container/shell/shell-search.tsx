import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../../hooks/use-texts';
import { SearchBar } from '../search-bar';
import { ToolButton } from '../tool-button';
import styles from './shell.module.css';

interface ShellSearchProps {
  /** Selects the next (1) or the previous (-1) one; whether there is any. */
  readonly find: (text: string, step: 1 | -1, matchCase: boolean) => boolean;
  readonly onClose: () => void;
}

/** Looks for words in what the shell has printed, from the last line up. */
export function ShellSearch({ find, onClose }: ShellSearchProps) {
  const { t } = useTexts('container');
  const [query, setQuery] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [found, setFound] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const look = (text: string, step: 1 | -1, exact = matchCase): void =>
    setFound(text === '' || find(text, step, exact));
  return (
    <div className={styles['search']}>
      <SearchBar
        label={t('shell.search')}
        query={query}
        onQuery={(text) => {
          setQuery(text);
          look(text, -1);
        }}
        matchCase={matchCase}
        onMatchCase={(now) => {
          setMatchCase(now);
          look(query, -1, now);
        }}
        found={query === '' ? null : found ? 'some' : 'none'}
        onStep={(step) => look(query, step)}
        input={input}
        onEscape={onClose}
      />
      <ToolButton label={t('close', { ns: 'common' })} onClick={onClose}>
        <X />
      </ToolButton>
    </div>
  );
}
