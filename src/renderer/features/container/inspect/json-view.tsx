import { ChevronRight, Copy } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CopyButton } from '../../../components/copy-button';
import { useTexts } from '../../../hooks/use-texts';
import { linesWith, stepFrom } from '../logs/log-search';
import { SearchBar } from '../search-bar';
import { useFindKey } from '../use-find-key';
import { JsonRow } from './json-row';
import { jsonLines, textOf, unfolded } from './json-lines';
import styles from './json-view.module.css';

interface JsonViewProps {
  readonly json: string;
  /** Whether values of the environment are shown. */
  readonly secrets: boolean;
  readonly active: boolean;
  readonly refresh: ReactNode;
}

/** All of it, to be folded, searched and copied as it is shown. */
export function JsonView({ json, secrets, active, refresh }: JsonViewProps) {
  const { t } = useTexts('container');
  const lines = useMemo(() => jsonLines(JSON.parse(json), secrets), [json, secrets]);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [text, setText] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useFindKey(active, () => input.current?.select());

  const query = useMemo(() => (text === '' ? null : { text, matchCase }), [text, matchCase]);
  const found = useMemo(() => (query ? linesWith(lines, query) : []), [lines, query]);
  const here = at === null ? undefined : found[at];
  useEffect(() => {
    if (here === undefined) return;
    list.current?.querySelector(`[data-line="${here}"]`)?.scrollIntoView({ block: 'center' });
  }, [here]);

  // What one looks for may be in what is folded.
  const shown = query ? lines : unfolded(lines, folded);
  const folds = lines.filter(({ fold, depth }) => fold && depth === 1).map(({ number }) => number);
  const allFolded = folds.every((number) => folded.has(number));

  function toggle(number: number): void {
    const next = new Set(folded);
    if (!next.delete(number)) next.add(number);
    setFolded(next);
  }

  return (
    <section className={styles['json']} aria-label={t('inspect.json')}>
      <header className={styles['bar']}>
        <SearchBar
          label={t('inspect.search')}
          query={text}
          onQuery={(now) => {
            setText(now);
            setAt(null);
          }}
          matchCase={matchCase}
          onMatchCase={setMatchCase}
          found={query && { at: here === undefined ? null : at, count: found.length }}
          onStep={(step) => {
            if (found.length > 0) setAt(stepFrom(found, here ?? null, step));
          }}
          input={input}
        />
        <div className={styles['tools']}>
          <button
            type="button"
            className={styles['fold-all']}
            onClick={() => setFolded(allFolded ? new Set() : new Set(folds))}
          >
            <ChevronRight size="0.875rem" aria-hidden="true" data-open={!allFolded} />
            {t(allFolded ? 'inspect.unfold' : 'inspect.fold')}
          </button>
          {refresh}
          <CopyButton text={textOf(lines)} label={t('inspect.copyJson')} className={styles['copy']}>
            <Copy size="0.875rem" aria-hidden="true" />
            {t('copy', { ns: 'common' })}
          </CopyButton>
        </div>
      </header>
      <div ref={list} className={styles['lines']}>
        {shown.map((line) => (
          <JsonRow
            key={line.number}
            line={line}
            folded={!query && folded.has(line.number)}
            onToggle={() => toggle(line.number)}
            query={query}
            isHere={line.number === here}
          />
        ))}
      </div>
    </section>
  );
}
