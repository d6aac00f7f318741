import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { moveFocus } from '../../hooks/move-focus';
import styles from './container-list.module.css';
import { ContainerRow } from './container-row';
import type { Row } from './container-view';

interface ContainerListProps {
  readonly rows: readonly Row[];
  readonly routes: readonly string[];
  /** What scrolls; the list is a part of it. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** From this many rows on, only what can be seen is in the page. */
const VIRTUAL_FROM = 100;

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

function PlainList({ rows, routes }: Omit<ContainerListProps, 'scroller'>) {
  return (
    <ul aria-label="Containers" className={styles['list']}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={styles[row.kind]}>
          <RowContent row={row} routes={routes} />
        </li>
      ))}
    </ul>
  );
}

function VirtualList({ rows, routes, scroller }: ContainerListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // What stands above the list changes height with the bridge's state.
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [rows]);
  // eslint-disable-next-line react-hooks/incompatible-library -- we do not use React's compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? 32 : 59),
    getItemKey: (index) => keyOf(rows[index]),
    scrollMargin: top,
    overscan: 8,
  });
  return (
    <ul
      ref={list}
      aria-label="Containers"
      className={styles['list']}
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        return (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={rows.length}
            aria-posinset={item.index + 1}
            className={`${styles[row.kind] ?? ''} ${styles['placed'] ?? ''}`}
            style={{ transform: `translateY(${item.start - top}px)` }}
          >
            <RowContent row={row} routes={routes} />
          </li>
        );
      })}
    </ul>
  );
}

function RowContent({ row, routes }: { readonly row: Row; readonly routes: readonly string[] }) {
  if (row.kind === 'container') return <ContainerRow container={row.container} routes={routes} />;
  return (
    <h3 className={styles['title']}>
      {row.title} <span className={styles['count']}>{row.count}</span>
    </h3>
  );
}

function keyOf(row: Row | undefined): string {
  if (!row) return '';
  return row.kind === 'heading' ? row.title : row.container.id;
}
