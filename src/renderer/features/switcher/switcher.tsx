/** The profile that is looked at, and the way to another one: a button that opens a list with a search. */
import { ChevronsUpDown } from 'lucide-react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot } from '../../../shared/snapshot';
import { useTexts } from '../../hooks/use-texts';
import { hostOf } from './choose';
import { ProfileBadge } from './profile-badge';
import { StateLine } from './state-line';
import { SwitcherPanel } from './switcher-panel';
import styles from './switcher.module.css';

export interface SwitcherProps {
  readonly snapshot: AppSnapshot;
  readonly selected: Profile;
  /** Ids of the profiles looked at, the latest first. */
  readonly recent: readonly string[];
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onEdit: (id: string) => void;
}

export function Switcher(props: SwitcherProps) {
  const { snapshot, selected } = props;
  const { t } = useTexts('popover');
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const { state } = snapshot.bridges[selected.id] ?? EMPTY_BRIDGE;

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const asked = event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (!asked || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (open) close();
    else setOpen(true);
  });
  const onPointerDown = useEffectEvent(({ target }: PointerEvent) => {
    if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, []);

  return (
    <div
      ref={root}
      className={styles['switcher']}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget && !root.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? panel : undefined}
        aria-keyshortcuts="Control+K Meta+K"
        className={styles['current']}
        onClick={() => setOpen(!open)}
      >
        <ProfileBadge profile={selected} state={state} />
        <span className={styles['words']}>
          <span className="visually-hidden">{t('profile')} </span>
          <span className={styles['name']}>{selected.name}</span>
          <span className="visually-hidden"> </span>
          <span className={styles['state']}>
            <StateLine state={state} host={hostOf(selected)} />
          </span>
        </span>
        <ChevronsUpDown size="0.875rem" aria-hidden="true" />
      </button>
      {open && <SwitcherPanel {...props} id={panel} onClose={close} />}
    </div>
  );
}
