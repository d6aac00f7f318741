import { Power, X } from 'lucide-react';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type AppSnapshot, type BridgeView } from '../../../shared/snapshot';
import { IconButton } from '../../components/button';
import { Dot } from '../../components/dot';
import { formatRoundTrip } from '../../format';
import { useCommands } from '../../hooks/use-commands';
import { useTexts } from '../../hooks/use-texts';
import { stateTone } from '../status/words';
import { hostOf } from './choose';
import styles from './other-bridges.module.css';
import { StateLine } from './state-line';

interface OtherBridgesProps {
  readonly snapshot: AppSnapshot;
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
}

/** A line for every other bridge that is not at rest: what it does, one click to look at it, one to end it. */
export function OtherBridges({ snapshot, selectedId, onSelect }: OtherBridgesProps) {
  const { t } = useTexts('popover');
  const others = snapshot.profiles
    .map((profile) => ({ profile, bridge: snapshot.bridges[profile.id] ?? EMPTY_BRIDGE }))
    .filter(({ profile, bridge }) => profile.id !== selectedId && bridge.state.kind !== 'idle');
  if (others.length === 0) return null;
  return (
    <ul aria-label={t('others')} className={styles['list']}>
      {others.map(({ profile, bridge }) => (
        <li key={profile.id} className={styles['line']}>
          <Other profile={profile} bridge={bridge} onSelect={() => onSelect(profile.id)} />
        </li>
      ))}
    </ul>
  );
}

interface OtherProps {
  readonly profile: Profile;
  readonly bridge: BridgeView;
  readonly onSelect: () => void;
}

function Other({ profile, bridge: { state, health }, onSelect }: OtherProps) {
  const { t } = useTexts('popover');
  const { run } = useCommands();
  const { id, name } = profile;
  const label = state.kind === 'failed' ? 'dismissOf' : 'disconnectFrom';
  const rtt = state.kind === 'connected' ? health.rttMs : null;
  return (
    <>
      <button
        type="button"
        title={t('switchTo', { name })}
        className={styles['go']}
        onClick={onSelect}
      >
        <Dot tone={stateTone(state)} />
        {profile.emoji && <span aria-hidden="true">{profile.emoji}</span>}
        <span className={styles['name']}>{name}</span>
        <span className="visually-hidden"> </span>
        {/* The dot and a latency say to the eye that it is connected. */}
        <span className={rtt === null ? styles['state'] : 'visually-hidden'}>
          <StateLine state={state} host={hostOf(profile)} />
        </span>
        {rtt !== null && <span className={styles['latency']}>{formatRoundTrip(rtt)}</span>}
      </button>
      <IconButton
        label={t(label, { name })}
        onClick={() => void run((gangway) => gangway.disconnect(id))}
      >
        {state.kind === 'failed' ? <X /> : <Power />}
      </IconButton>
    </>
  );
}
