import { FileDown, Pencil, Plus, Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '../../components/button';
import { useTexts } from '../../hooks/use-texts';
import { offered } from './choose';
import type { SwitcherProps } from './switcher';
import { SwitcherRow } from './switcher-row';
import styles from './switcher-panel.module.css';

interface SwitcherPanelProps extends SwitcherProps {
  readonly id: string;
  readonly onClose: () => void;
}

/**
 * A search with a grid below it (ARIA combobox with a grid popup): arrow keys choose a row while the focus stays in the
 * search, Enter takes it, and Tab leads to that row's button.
 */
export function SwitcherPanel(props: SwitcherPanelProps) {
  const { id, snapshot, selected, recent, onSelect, onClose } = props;
  const { t } = useTexts('popover');
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  // The order stays as it was when the list was opened.
  const [order] = useState(recent);
  const grid = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = offered(snapshot.profiles, order, query);
  const at = Math.min(active, found.length - 1);

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function choose(profileId: string | undefined): void {
    if (profileId === undefined) return;
    onSelect(profileId);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const to = stepOf(event.key, at, found.length);
    if (event.key === 'Enter') choose(found[at]?.id);
    else if (to !== undefined) setActive(to);
    else return;
    event.preventDefault();
  }

  return (
    <div
      id={id}
      role="dialog"
      aria-label={t('profiles')}
      className={styles['panel']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles['search']}>
        <Search size="0.875rem" aria-hidden="true" />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label={t('search')}
          aria-haspopup="grid"
          aria-expanded={found.length > 0}
          aria-controls={found.length > 0 ? grid : undefined}
          aria-activedescendant={found[at] && `${grid}-${found[at].id}`}
          aria-autocomplete="list"
          placeholder={t('search')}
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {found.length > 0 ? (
        <div ref={list} id={grid} role="grid" aria-label={t('profiles')} className={styles['rows']}>
          {found.map((profile, index) => (
            <SwitcherRow
              key={profile.id}
              id={`${grid}-${profile.id}`}
              profile={profile}
              bridge={snapshot.bridges[profile.id]}
              selected={profile.id === selected.id}
              active={index === at}
              onPoint={() => setActive(index)}
              onChoose={() => choose(profile.id)}
            />
          ))}
        </div>
      ) : (
        <p className={styles['nothing']}>{t('nothing', { query })}</p>
      )}
      <PanelFooter {...props} />
    </div>
  );
}

function PanelFooter({ selected, onAdd, onImport, onEdit, onClose }: SwitcherPanelProps) {
  const { t } = useTexts('popover');
  const leave = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <div className={styles['footer']}>
      <Button tone="quiet" onClick={leave(onAdd)}>
        <Plus size="0.875rem" aria-hidden="true" />
        {t('add')}
      </Button>
      <Button tone="quiet" onClick={leave(onImport)}>
        <FileDown size="0.875rem" aria-hidden="true" />
        {t('import')}
      </Button>
      <Button tone="quiet" onClick={leave(() => onEdit(selected.id))}>
        <Pencil size="0.875rem" aria-hidden="true" />
        {t('edit', { name: selected.name })}
      </Button>
    </div>
  );
}

function stepOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + 6, count - 1);
    case 'PageUp':
      return Math.max(at - 6, 0);
    default:
      return undefined;
  }
}
