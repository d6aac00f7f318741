import type { Profile } from '../../../shared/profile';
import styles from './profile-mark.module.css';

/** How a person tells this profile from others: its symbol on its colour, or the first letter of its name. Decoration only. */
export function ProfileMark({
  profile: { name, emoji, colour },
}: {
  readonly profile: Pick<Profile, 'name' | 'emoji' | 'colour'>;
}) {
  return (
    <span
      aria-hidden="true"
      className={styles['mark']}
      data-colour={colour}
      data-emoji={emoji !== undefined || undefined}
    >
      {emoji ?? (name.charAt(0).toUpperCase() || '·')}
    </span>
  );
}
