import { useState, type KeyboardEvent } from 'react';
import type { BridgeState } from '../../../shared/bridge-state';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { Dot } from '../../components/dot';
import { formatRoundTrip } from '../../format';
import { moveFocus } from '../../hooks/move-focus';
import { useCommands } from '../../hooks/use-commands';
import { useNow } from '../../hooks/use-now';
import { stateTone, stateWords } from '../status/words';
import styles from './profile-list.module.css';

interface ProfileListProps {
  readonly profiles: readonly Profile[];
  readonly bridges: Readonly<Record<string, BridgeView>>;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

const DIRECTIONS: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' };

export function ProfileList({ profiles, bridges, selectedId, onSelect }: ProfileListProps) {
  const now = useNow();
  const { run } = useCommands();
  const [movedId, setMovedId] = useState<string | null>(null);
  const place = profiles.findIndex(({ id }) => id === movedId);

  /** With Alt, up and down move the profile instead of the focus. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string): void {
    const direction = event.altKey ? DIRECTIONS[event.key] : undefined;
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    setMovedId(id);
    void run((gangway) => gangway.moveProfile(id, direction));
  }

  return (
    <>
      <ul aria-label="Profiles" className={styles['list']} onKeyDown={moveFocus}>
        {profiles.map((profile) => {
          const { state, health } = bridges[profile.id] ?? EMPTY_BRIDGE;
          const selected = profile.id === selectedId;
          const host = profile.gateways[0]?.host ?? profile.name;
          return (
            <li
              key={profile.id}
              className={selected ? styles['selected'] : undefined}
              onKeyDown={(event) => onKeyDown(event, profile.id)}
            >
              <button
                type="button"
                aria-current={selected}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                className={styles['choice']}
                onClick={() => onSelect(profile.id)}
              >
                <Dot tone={stateTone(state)} />
                <span className={styles['words']}>
                  <span className={styles['name']}>{profile.name}</span>
                  <span className={styles['state']}>{stateWords(state, host, now)}</span>
                </span>
                {!selected && state.kind === 'connected' && health.rttMs !== null && (
                  <span className={styles['latency']}>{formatRoundTrip(health.rttMs)}</span>
                )}
              </button>
              <Switch profile={profile} state={state} prominent={selected} />
            </li>
          );
        })}
      </ul>
      <span role="status" className="visually-hidden">
        {place >= 0 && `${profiles[place]?.name}: ${place + 1} of ${profiles.length}`}
      </span>
    </>
  );
}

interface SwitchProps {
  readonly profile: Profile;
  readonly state: BridgeState;
  readonly prominent: boolean;
}

/** The one button that matters, by state. */
function Switch({ profile: { id, name }, state, prominent }: SwitchProps) {
  const { run } = useCommands();
  const connect = (): void => void run((gangway) => gangway.connect(id));
  const disconnect = (): void => void run((gangway) => gangway.disconnect(id));
  switch (state.kind) {
    case 'idle':
    case 'failed':
      return (
        <Button
          tone={prominent ? 'primary' : 'plain'}
          aria-label={`Connect ${name}`}
          onClick={connect}
        >
          Connect
        </Button>
      );
    case 'connecting':
      return (
        <Button aria-label={`Cancel connecting ${name}`} onClick={disconnect}>
          Cancel
        </Button>
      );
    case 'waiting':
      return (
        <Button aria-label={`Stop trying ${name}`} onClick={disconnect}>
          Stop
        </Button>
      );
    case 'connected':
      return (
        <Button aria-label={`Disconnect ${name}`} onClick={disconnect}>
          Disconnect
        </Button>
      );
    case 'disconnecting':
      return state.after.to === 'idle' ? (
        <Button disabled aria-label={`Disconnecting ${name}`}>
          Disconnect
        </Button>
      ) : (
        <Button aria-label={`Stop trying ${name}`} onClick={disconnect}>
          Stop
        </Button>
      );
  }
}
