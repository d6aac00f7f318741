import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import {
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { moveFocus } from '../../hooks/move-focus';
import { useTexts } from '../../hooks/use-texts';
import styles from './container-list.module.css';
import { ContainerRow } from './container-row';
import { endpointsOf, isRunning } from './entries';
import type { Row } from './grouping';
import { TaskRow } from './task-row';

interface ContainerListProps {
  readonly profileId: string;
  readonly rows: readonly Row[];
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
  /** What is being done, by container. */
  readonly busy: ReadonlyMap<string, ContainerAction>;
  readonly onToggle: (key: string) => void;
  /** Told which running containers are in view, some time after that has changed. */
  readonly onVisible: (ids: readonly string[]) => void;
  /** What scrolls; the list is a part of it. */
  readonly scroller: RefObject<HTMLElement | null>;
}

type ListProps = Omit<ContainerListProps, 'onVisible'>;

/** From this many rows on, only what can be seen is in the page. */
const VIRTUAL_FROM = 60;

/** Milliseconds for which the list has to stand still before somebody is told what is in view. */
const SETTLED_MS = 250;

export function ContainerList({ rows, ...rest }: ContainerListProps) {
  return (
    // Arrow keys are an addition to Tab, which reaches every button in the list.
    <div role="presentation" onKeyDown={moveFocus}>
      {rows.length < VIRTUAL_FROM ? (
        <PlainList rows={rows} {...rest} />
      ) : (
        <VirtualList rows={rows} {...rest} />
      )}
    </div>
  );
}

function PlainList({ rows, onVisible, ...rest }: ContainerListProps) {
  const { t } = useTexts('containers');
  useVisible(rows, onVisible);
  return (
    <ul aria-label={t('label')} className={styles['list']}>
      {rows.map((row) => (
        <li key={row.key} data-kind={row.kind} className={styles[row.kind]}>
          <RowContent row={row} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function VirtualList({ rows, scroller, onVisible, ...rest }: ContainerListProps) {
  const { t } = useTexts('containers');
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // What stands above the list changes height with the bridge's state.
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [rows]);
  // Of another function it thinks that every key has changed, and measures all rows anew.
  const keyOf = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  // eslint-disable-next-line react-hooks/incompatible-library -- we do not use React's compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(rows[index], rest.names),
    getItemKey: keyOf,
    scrollMargin: top,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  useVisible(rows.slice(items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1), onVisible);
  return (
    <ul
      ref={list}
      aria-label={t('label')}
      className={styles['list']}
      style={{ height: virtual.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            data-kind={row.kind}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            className={`${styles[row.kind] ?? ''} ${styles['placed'] ?? ''}`}
            style={{ transform: `translateY(${item.start - top}px)` }}
          >
            <RowContent row={row} scroller={scroller} {...rest} />
          </li>
        );
      })}
    </ul>
  );
}

/** Pixels at the usual text size, as the styles add up; the row itself is measured once it is drawn. */
function estimate(row: Row | undefined, names: NamesView | null): number {
  if (row?.kind !== 'entry') return 32;
  const addresses = endpointsOf(row.entry).filter(({ ipv4 }) => ipv4 !== null).length;
  const named = namesHere(names, row.entry.id).length > 0;
  return 59 + (named ? 24 : 0) + (addresses > 1 ? 24 * addresses : 0);
}

function useVisible(rows: readonly Row[], onVisible: (ids: readonly string[]) => void): void {
  const ids = rows
    .flatMap((row) => (row.kind === 'entry' && row.entry.kind === 'container' ? [row.entry] : []))
    .filter(isRunning)
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    const timer = setTimeout(
      () => onVisible([...new Set(ids.split(' ').filter(Boolean))]),
      SETTLED_MS,
    );
    return () => clearTimeout(timer);
  }, [ids, onVisible]);
}

type RowContentProps = Omit<ListProps, 'rows'> & { readonly row: Row };

function RowContent({ row, profileId, networks, names, busy, onToggle }: RowContentProps) {
  if (row.kind === 'heading') return <Heading row={row} onToggle={onToggle} />;
  const { entry } = row;
  const shared = { profileId, name: entry.name, networks, names };
  return entry.kind === 'container' ? (
    <ContainerRow {...shared} container={entry.container} busy={busy.get(entry.id)} />
  ) : (
    <TaskRow {...shared} task={entry.task} node={entry.node} />
  );
}

interface HeadingProps {
  readonly row: Extract<Row, { kind: 'heading' }>;
  readonly onToggle: (key: string) => void;
}

const Heading = memo(function Heading({ row, onToggle }: HeadingProps) {
  return (
    <h3 className={styles['title']}>
      <button
        type="button"
        aria-expanded={row.open}
        className={styles['toggle']}
        onClick={() => onToggle(row.key)}
      >
        <ChevronRight size="0.75rem" aria-hidden="true" />
        {row.title} <span className={styles['count']}>{row.count}</span>
      </button>
    </h3>
  );
});
