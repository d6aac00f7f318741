import { memo, type Ref } from 'react';
import type { Entry } from './log-feed';
import { piecesOf, type Query } from './log-search';
import { spansOf, type TextStyle } from './log-text';
import styles from './log-row.module.css';

interface LogRowProps {
  readonly entry: Entry;
  /** Place in the list, for whoever measures it. */
  readonly index: number;
  readonly query: Query | null;
  /** The match that was gone to. */
  readonly isHere: boolean;
  /** `null` where times are not shown. */
  readonly time: Intl.DateTimeFormat | null;
  readonly ref: Ref<HTMLDivElement>;
}

/** One line, in the styles that it was written in. Drawn as text, never as markup. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { entry, index, query, isHere, time, ref } = props;
  return (
    <div ref={ref} data-index={index} data-stream={entry.stream} className={styles['row']}>
      {time && (
        <time className={styles['time']} title={titleOf(entry)}>
          {entry.at === null ? '' : time.format(entry.at)}
        </time>
      )}
      <span className={styles['text']}>
        {piecesOf(spansOf(entry.text), query).map(({ text, style, isMatch }, at) =>
          isMatch ? (
            <mark key={at} className={isHere ? styles['here'] : styles['match']}>
              {text}
            </mark>
          ) : (
            <span key={at} className={classesOf(style)}>
              {text}
            </span>
          ),
        )}
        {'\n'}
      </span>
    </div>
  );
});

function titleOf({ at }: Entry): string | undefined {
  return at === null ? undefined : new Date(at).toISOString();
}

function classesOf(style: TextStyle): string | undefined {
  const names = [
    style.colour && `colour-${style.colour}`,
    style.background && `background-${style.background}`,
    ...(['bold', 'dim', 'italic', 'underline', 'inverse', 'strike'] as const).filter(
      (name) => style[name],
    ),
  ].filter((name) => name !== null);
  return names.map((name) => styles[name]).join(' ') || undefined;
}
