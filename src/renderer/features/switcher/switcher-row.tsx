import { Check } from 'lucide-react';
import type { Profile } from '../../../shared/profile';
import { EMPTY_BRIDGE, type BridgeView } from '../../../shared/snapshot';
import { formatRoundTrip } from '../../format';
import { BridgeButton } from './bridge-button';
import { hostOf } from './choose';
import { ProfileBadge } from './profile-badge';
import { StateLine } from './state-line';
import styles from './switcher-row.module.css';

interface SwitcherRowProps {
  /** Of the cell that the search points at. */
  readonly id: string;
  readonly profile: Profile;
  readonly bridge: BridgeView | undefined;
  /** Is the one that is looked at. */
  readonly selected: boolean;
  /** Is the one that Enter takes. */
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

export function SwitcherRow(props: SwitcherRowProps) {
  const { id, profile, bridge = EMPTY_BRIDGE, selected, active, onPoint, onChoose } = props;
  const { state, health } = bridge;
  return (
    <div
      role="row"
      aria-selected={selected}
      data-active={active || undefined}
      className={styles['row']}
      onPointerMove={active ? undefined : onPoint}
    >
      <div id={id} role="gridcell" className={styles['choice']} onClick={onChoose}>
        <ProfileBadge profile={profile} state={state} />
        <span className={styles['words']}>
          <span className={styles['name']}>
            {profile.name}
            {selected && <Check size="0.75rem" strokeWidth={2.5} aria-hidden="true" />}
          </span>
          <span className="visually-hidden"> </span>
          <span className={styles['state']}>
            {state.kind === 'idle' ? (
              hostOf(profile)
            ) : (
              <StateLine state={state} host={hostOf(profile)} />
            )}
          </span>
        </span>
        {state.kind === 'connected' && health.rttMs !== null && (
          <span className={styles['latency']}>{formatRoundTrip(health.rttMs)}</span>
        )}
      </div>
      <div role="gridcell" className={styles['action']}>
        <BridgeButton profile={profile} state={state} tabIndex={active ? 0 : -1} />
      </div>
    </div>
  );
}
