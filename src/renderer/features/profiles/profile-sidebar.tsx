import { ArrowDown, ArrowUp, FileDown, Plus } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../../shared/snapshot';
import { IconButton } from '../../components/button';
import { Dot } from '../../components/dot';
import { moveFocus } from '../../hooks/move-focus';
import { useCommands } from '../../hooks/use-commands';
import { useNow } from '../../hooks/use-now';
import { stateTone, stateWords } from '../status/words';
import { ProfileMark } from './profile-mark';
import styles from './profile-sidebar.module.css';

interface ProfileSidebarProps {
  /** At least one. */
  readonly profiles: readonly Profile[];
  readonly bridges: Readonly<Record<string, BridgeView>>;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

const DIRECTIONS: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' };

/** All profiles in their order, which Alt and the arrow keys, or the buttons below, change. */
export function ProfileSidebar(props: ProfileSidebarProps) {
  const { profiles, bridges, selectedId, onSelect, onAdd, onImport } = props;
  const { t } = useTranslation('profiles');
  const { t: status } = useTranslation('status');
  const { run } = useCommands();
  const now = useNow();
  const [movedId, setMovedId] = useState<string | null>(null);
  const moved = profiles.find(({ id }) => id === movedId);
  const place = profiles.findIndex(({ id }) => id === selectedId);

  function move(id: string | undefined, direction: 'up' | 'down'): void {
    const from = profiles.findIndex((profile) => profile.id === id);
    const to = direction === 'up' ? from - 1 : from + 1;
    if (id === undefined || to < 0 || to >= profiles.length) return;
    setMovedId(id);
    void run((gangway) => gangway.moveProfile(id, direction));
  }

  /** With Alt, up and down move the profile instead of the focus. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string): void {
    const direction = event.altKey ? DIRECTIONS[event.key] : undefined;
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    move(id, direction);
  }

  return (
    <section aria-label={t('title')} className={styles['sidebar']}>
      <h1 className={styles['title']}>{t('title')}</h1>
      <ul aria-label={t('list')} className={styles['list']} onKeyDown={moveFocus}>
        {profiles.map((profile) => {
          const { state } = bridges[profile.id] ?? EMPTY_BRIDGE;
          const host = profile.gateways[0]?.host ?? profile.name;
          return (
            <li key={profile.id} onKeyDown={(event) => onKeyDown(event, profile.id)}>
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
            <MoveButton direction="up" able={place > 0} onMove={() => move(selectedId, 'up')} />
            <MoveButton
              direction="down"
              able={place < profiles.length - 1}
              onMove={() => move(selectedId, 'down')}
            />
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
  const { t } = useTranslation('profiles');
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
