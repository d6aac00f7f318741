import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ScrollText } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../../components/button';
import { EmptyState } from '../../../components/empty-state';
import { useTexts } from '../../../hooks/use-texts';
import { MAX_LINES, type Entry } from './log-feed';
import styles from './log-list.module.css';
import { LogRow } from './log-row';
import type { Query } from './log-search';

interface LogListProps {
  /** Accessible name. */
  readonly label: string;
  readonly entries: readonly Entry[];
  readonly query: Query | null;
  /** Index of the match that was gone to, and how often one went: the same one again is gone to again. */
  readonly target: { readonly index: number; readonly step: number } | null;
  readonly times: boolean;
  readonly wrap: boolean;
}

/** Pixels from the end within which it is followed. */
const NEAR_END = 24;
const LINE_REM = 1.25;
/** Pixels above the first line and below the last one. */
const EDGE = 6;

/**
 * Draws the lines that are seen. Stays at the end while the end is seen; once one scrolls up, what is read stays where
 * it is, also while lines at the top go.
 */
export function LogList(props: LogListProps) {
  const { label, entries, query, target, times, wrap } = props;
  const { t, i18n } = useTexts('container');
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  // Since the end was seen: lines that come faster than they are drawn leave it as well, and nobody wanted that.
  const movedByHand = useRef(false);
  const byHand = (): void => {
    movedByHand.current = true;
  };
  // In a ring: sizes are kept by key, and lines go on for days. Of another function it thinks that every key has changed.
  const keyOf = useCallback(
    (index: number) => (entries[index]?.number ?? 0) % (2 * MAX_LINES),
    [entries],
  );
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_REM * rem(),
    getItemKey: keyOf,
    overscan: 12,
    paddingStart: EDGE,
    paddingEnd: EDGE,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: (instance) => {
      const isThere = instance.isAtEnd(NEAR_END);
      if (isThere) movedByHand.current = false;
      setAtEnd(isThere || !movedByHand.current);
    },
  });

  const measureAnew = useEffectEvent(() => {
    const stay = rows.isAtEnd(NEAR_END);
    rows.measure();
    if (stay) rows.scrollToEnd();
  });
  useEffect(() => measureAnew(), [wrap, times]);

  const stayAtEnd = useEffectEvent(() => {
    if (atEnd) rows.scrollToEnd();
  });
  useEffect(() => stayAtEnd(), [entries]);
  useEffect(() => {
    const observer = new ResizeObserver(() => stayAtEnd());
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  const goTo = useEffectEvent((index: number) => {
    byHand();
    rows.scrollToIndex(index, { align: 'center' });
  });
  useEffect(() => {
    if (target) goTo(target.index);
    // The index of a line changes as others go; only a step is a wish to go there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [target?.step]);

  const time = times ? timeFormat(i18n.language) : null;
  return (
    <div className={styles['frame']}>
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Said aloud, it would never end: it is read where one goes to it.
        aria-live="off"
        tabIndex={0}
        data-wrap={wrap}
        className={styles['log']}
        onWheel={byHand}
        onPointerDown={byHand}
        onKeyDown={byHand}
      >
        <div ref={rows.containerRef} className={styles['lines']}>
          {rows.getVirtualItems().map(({ key, index }) => {
            const entry = entries[index];
            return (
              entry && (
                <LogRow
                  key={key}
                  ref={rows.measureElement}
                  index={index}
                  entry={entry}
                  query={query}
                  isHere={target?.index === index}
                  time={time}
                />
              )
            );
          })}
        </div>
      </div>
      {entries.length === 0 && (
        <div className={styles['empty']}>
          <EmptyState icon={<ScrollText />} title={t('logs.none')}>
            {t('logs.noneText')}
          </EmptyState>
        </div>
      )}
      {!atEnd && entries.length > 0 && (
        <div className={styles['jump']}>
          <Button onClick={() => rows.scrollToEnd()}>
            <ArrowDown size="0.875rem" aria-hidden="true" />
            {t('logs.jump')}
          </Button>
        </div>
      )}
    </div>
  );
}

const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time of day, to the millisecond. */
function timeFormat(language: string): Intl.DateTimeFormat {
  const known = formats.get(language);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  formats.set(language, format);
  return format;
}
