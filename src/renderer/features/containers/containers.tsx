import { Container as ContainerIcon, Search, SearchX } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState, type RefObject } from 'react';
import type { Inventory } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { EmptyState } from '../../components/empty-state';
import styles from './containers.module.css';
import { ContainerList } from './container-list';
import { entryCount, rowsOf } from './container-view';

interface ContainersProps {
  readonly profileId: string;
  /** `null` until Docker answered. */
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
  /** `null` until names are answered. */
  readonly names: NamesView | null;
  readonly scroller: RefObject<HTMLElement | null>;
}

export function Containers(props: ContainersProps) {
  const { profileId, inventory, networks, names, scroller } = props;
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim());
  if (!inventory) return <p className={styles['wait']}>Waiting for Docker’s list of containers…</p>;
  const count = entryCount(inventory);
  if (count === 0) {
    return (
      <EmptyState icon={<ContainerIcon size="1.75rem" strokeWidth={1.5} />} title="No containers">
        Docker {inventory.engine} answers, and it has none yet. They appear here as soon as they are
        created.
      </EmptyState>
    );
  }
  const rows = rowsOf(inventory, wanted, networks, names);
  const shown = rows.filter(({ kind }) => kind !== 'heading').length;
  return (
    <section aria-label="Containers" className={styles['containers']}>
      <SearchBox
        query={query}
        onChange={setQuery}
        count={wanted ? `${shown} of ${count}` : String(count)}
      />
      {shown > 0 ? (
        <ContainerList
          profileId={profileId}
          rows={rows}
          networks={networks}
          names={names}
          scroller={scroller}
        />
      ) : (
        <EmptyState icon={<SearchX size="1.75rem" strokeWidth={1.5} />} title="Nothing matches">
          No container has “{wanted}” in its name, image, network, address or port.
        </EmptyState>
      )}
    </section>
  );
}

interface SearchBoxProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
  readonly count: string;
}

function SearchBox({ query, onChange, count }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function focusSearch(event: KeyboardEvent): void {
      const typing =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
      if (!find && (event.key !== '/' || typing)) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    }
    document.addEventListener('keydown', focusSearch);
    return () => document.removeEventListener('keydown', focusSearch);
  }, []);
  return (
    <div role="search" className={styles['search']}>
      <Search size="0.875rem" aria-hidden="true" />
      <input
        ref={input}
        type="text"
        aria-label="Search containers"
        placeholder="Search containers"
        spellCheck={false}
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query) {
            event.stopPropagation();
            onChange('');
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            input.current?.closest('section')?.querySelector<HTMLElement>('li button')?.focus();
          }
        }}
      />
      {!query && <kbd aria-hidden="true">/</kbd>}
      <output aria-label="Containers shown" className={styles['count']}>
        {count}
      </output>
    </div>
  );
}
