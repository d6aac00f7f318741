import type { BridgeState } from '../../../shared/bridge-state';
import type { Profile } from '../../../shared/profile';
import { Dot } from '../../components/dot';
import { ProfileMark } from '../profiles/profile-mark';
import { stateTone } from '../status/words';
import styles from './profile-badge.module.css';

interface ProfileBadgeProps {
  readonly profile: Pick<Profile, 'name' | 'colour' | 'emoji'>;
  readonly state: BridgeState;
}

/** A profile's mark with its bridge's dot. Decoration: words beside it say the same. */
export function ProfileBadge({ profile, state }: ProfileBadgeProps) {
  return (
    <span aria-hidden="true" className={styles['badge']}>
      <ProfileMark profile={profile} />
      <span className={styles['dot']}>
        <Dot tone={stateTone(state)} />
      </span>
    </span>
  );
}
