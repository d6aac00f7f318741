import { ArrowDown, ArrowUp, FileDown, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../../shared/snapshot';
import { IconButton } from '../../components/button';
import { Dot } from '../../components/dot';
import { moveFocus } from '../../hooks/move-focus';
import { useCommands } from '../../hooks/use-commands';
import { useNow } from '../../hooks/use-now';
import { useTexts } from '../../hooks/use-texts';
import { stateTone, stateWords } from '../status/words';
import { ProfileMark } from './profile-mark';
import styles from './profile-sidebar.module.css';
import { useDragOrder } from './use-drag-order';

interface ProfileSidebarProps {
  /** At least one. */
  readonly profiles: readonly Profile[];
  readonly bridges: Readonly<Record<string, BridgeView>>;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

/** Of the list down, as all moves of a profile are counted. */
const PLACES = { up: -1, down: 1 } as const;
const KEYS: Readonly<Record<string, number>> = { ArrowUp: PLACES.up, ArrowDown: PLACES.down };

/** All profiles in their order, which dragging, Alt and the arrow keys, or the buttons below, change. */
export function ProfileSidebar(props: ProfileSidebarProps) {
  const { profiles, bridges, selectedId, onSelect, onAdd, onImport } = props;
  const { t } = useTexts('profiles');
  const { t: status } = useTexts('status');
  const { run } = useCommands();
  const now = useNow();
  const [movedId, setMovedId] = useState<string | null>(null);
  const moved = profiles.find(({ id }) => id === movedId);
  const place = profiles.findIndex(({ id }) => id === selectedId);

  const drag = useDragOrder(
    profiles.map(({ id }) => id),
    move,
  );

  function move(id: string, places: number): void {
    const from = profiles.findIndex((profile) => profile.id === id);
    if (!profiles[from + places]) return;
    setMovedId(id);
    void run((gangway) => gangway.moveProfile(id, places));
  }

  /** With Alt, up and down move the profile instead of the focus. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string): void {
    const places = event.altKey ? KEYS[event.key] : undefined;
    if (places === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(id, places);
  }

  /** The line stands above each row but, at the end, below the last. */
  function gapBeside(index: number): 'above' | 'below' | undefined {
    if (drag.gap === index) return 'above';
    return drag.gap === profiles.length && index === profiles.length - 1 ? 'below' : undefined;
  }

  return (
    <section aria-label={t('title')} className={styles['sidebar']}>
      <h1 className={styles['title']}>{t('title')}</h1>
      <ul aria-label={t('list')} className={styles['list']} onKeyDown={moveFocus}>
        {profiles.map((profile, index) => {
          const { state } = bridges[profile.id] ?? EMPTY_BRIDGE;
          const host = profile.gateways[0]?.host ?? profile.name;
          return (
            <li
              key={profile.id}
              className={styles['row']}
              data-held={profile.id === drag.heldId || undefined}
              data-gap={gapBeside(index)}
              onKeyDown={(event) => onKeyDown(event, profile.id)}
              {...drag.row(profile.id)}
            >
              <button
                type="button"
                aria-current={profile.id === selectedId}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                className={styles['choice']}
                onClick={() => onSelect(profile.id)}
              >
                <ProfileMark profile={profile} />
                <span className={styles['words']}>
                  <span className={styles['name']}>{profile.name}</span>
                  <span className={styles['host']}>{host}</span>
                  {state.kind !== 'idle' && (
                    <span className={styles['state']}>
                      <Dot tone={stateTone(state)} />
                      <span>{stateWords(status, state, host, now)}</span>
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <span role="status" className="visually-hidden">
        {moved &&
          t('place', {
            name: moved.name,
            place: profiles.indexOf(moved) + 1,
            count: profiles.length,
          })}
      </span>
      <footer className={styles['tools']}>
        <IconButton label={t('add')} onClick={onAdd}>
          <Plus />
        </IconButton>
        <IconButton label={t('import.open')} onClick={onImport}>
          <FileDown />
        </IconButton>
        {profiles.length > 1 && selectedId !== undefined && (
          <span className={styles['order']}>
            {(['up', 'down'] as const).map((direction) => (
              <MoveButton
                key={direction}
                direction={direction}
                able={profiles[place + PLACES[direction]] !== undefined}
                onMove={() => move(selectedId, PLACES[direction])}
              />
            ))}
          </span>
        )}
      </footer>
    </section>
  );
}

interface MoveButtonProps {
  readonly direction: 'up' | 'down';
  readonly able: boolean;
  readonly onMove: () => void;
}

/** Not `disabled`: the button that was pressed keeps the focus when there is no further. */
function MoveButton({ direction, able, onMove }: MoveButtonProps) {
  const { t } = useTexts('profiles');
  return (
    <IconButton
      label={t(`move.${direction}`)}
      aria-disabled={!able}
      onClick={able ? onMove : undefined}
    >
      {direction === 'up' ? <ArrowUp /> : <ArrowDown />}
    </IconButton>
  );
}
