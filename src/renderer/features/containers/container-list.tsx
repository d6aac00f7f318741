import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { moveFocus } from '../../hooks/move-focus';
import styles from './container-list.module.css';
import { ContainerRow } from './container-row';
import type { Row } from './container-view';
import { TaskRow } from './task-row';

interface ContainerListProps {
  readonly profileId: string;
  readonly rows: readonly Row[];
  readonly networks: readonly NetworkView[];
  readonly names: NamesView | null;
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

function PlainList({ rows, ...rest }: Omit<ContainerListProps, 'scroller'>) {
  return (
    <ul aria-label="Containers" className={styles['list']}>
      {rows.map((row) => (
        <li key={keyOf(row)} className={styles[row.kind]}>
          <RowContent row={row} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function VirtualList({ rows, scroller, ...rest }: ContainerListProps) {
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
            <RowContent row={row} {...rest} />
          </li>
        );
      })}
    </ul>
  );
}

type RowContentProps = Omit<ContainerListProps, 'rows' | 'scroller'> & { readonly row: Row };

function RowContent({ row, ...rest }: RowContentProps) {
  switch (row.kind) {
    case 'container':
      return <ContainerRow container={row.container} name={row.name} {...rest} />;
    case 'task':
      return <TaskRow task={row.task} node={row.node} {...rest} />;
    case 'heading':
      return (
        <h3 className={styles['title']}>
          {row.title} <span className={styles['count']}>{row.count}</span>
        </h3>
      );
  }
}

function keyOf(row: Row | undefined): string {
  switch (row?.kind) {
    case 'container':
      return row.container.id;
    case 'task':
      return row.task.id;
    case 'heading':
      return row.title;
    case undefined:
      return '';
  }
}
