import { ChevronRight } from 'lucide-react';
import { useTexts } from '../../../hooks/use-texts';
import { piecesOf, type Query } from '../logs/log-search';
import type { JsonLine } from './json-lines';
import styles from './json-view.module.css';

interface JsonRowProps {
  readonly line: JsonLine;
  readonly folded: boolean;
  readonly onToggle: () => void;
  readonly query: Query | null;
  /** The match that was gone to. */
  readonly isHere: boolean;
}

const INDENT = 2;

/** One line of JSON; one that opens something folds it. */
export function JsonRow({ line, folded, onToggle, query, isHere }: JsonRowProps) {
  const { t } = useTexts('container');
  const { depth, fold, number, plain } = line;
  const key = plain.replace(/:? *[[{]$/, '').replaceAll('"', '') || t('inspect.all');
  return (
    <div data-line={number} className={styles['line']}>
      {fold ? (
        <button
          type="button"
          aria-expanded={!folded}
          aria-label={key}
          className={styles['toggle']}
          onClick={onToggle}
        >
          <ChevronRight size="0.75rem" aria-hidden="true" />
        </button>
      ) : (
        <span className={styles['toggle']} />
      )}
      <span className={styles['text']}>
        {' '.repeat(depth * INDENT)}
        {piecesOf(line.tokens, query).map(({ kind, text, isMatch }, index) =>
          isMatch ? (
            <mark key={index} className={isHere ? styles['here'] : styles['match']}>
              {text}
            </mark>
          ) : (
            <span key={index} className={styles[kind]}>
              {text}
            </span>
          ),
        )}
        {folded && (
          <span className={styles['folded']}>
            {t('inspect.items', { count: fold?.size ?? 0 })}
            {plain.endsWith('[') ? ' ]' : ' }'}
          </span>
        )}
      </span>
    </div>
  );
}
