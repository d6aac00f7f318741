import { ArrowDown, ArrowUp, Copy, Download, Link } from 'lucide-react';
import type { Profile } from '../../../shared/profile';
import { exportProfiles, type LeftOut } from '../../../shared/profile-link';
import { Button, IconButton } from '../../components/button';
import { CopyButton } from '../../components/copy-button';
import { saveText } from '../../save-text';
import styles from './profile-actions.module.css';

interface ProfileActionsProps {
  readonly profile: Profile;
  /** All of them, in their order. */
  readonly profiles: readonly Profile[];
  readonly onDuplicate: () => void;
  readonly onMove: (direction: 'up' | 'down') => void;
}

/** What can be done with a stored profile besides changing it. */
export function ProfileActions(props: ProfileActionsProps) {
  const { profile, profiles, onDuplicate, onMove } = props;
  const { json, link, leftOut } = exportProfiles([profile]);
  const { name } = profile;
  return (
    <section aria-label="Give away, duplicate, move" className={styles['actions']}>
      <div className={styles['row']}>
        <CopyButton text={link} label={`Copy link to ${name}`} className={styles['copy']}>
          <span className={styles['link']}>
            <Link size="0.875rem" aria-hidden="true" />
            Copy link
          </span>
        </CopyButton>
        <Button onClick={() => saveText(`${name}.json`, json)}>
          <Download size="0.875rem" aria-hidden="true" />
          Export…
        </Button>
        <Button onClick={onDuplicate}>
          <Copy size="0.875rem" aria-hidden="true" />
          Duplicate
        </Button>
      </div>
      <p className={styles['note']}>
        Link and file hold the profile as it is saved, and nothing secret.
        {leftOut.length > 0 && ` Left out, as it is a path of this computer: ${pathsOf(leftOut)}.`}
      </p>
      {profiles.length > 1 && <Place profile={profile} profiles={profiles} onMove={onMove} />}
    </section>
  );
}

function pathsOf(leftOut: readonly LeftOut[]): string {
  return leftOut.map(({ path }) => path).join(', ');
}

function Place({ profile, profiles, onMove }: Omit<ProfileActionsProps, 'onDuplicate'>) {
  const place = profiles.findIndex(({ id }) => id === profile.id) + 1;
  const isFirst = place === 1;
  const isLast = place === profiles.length;
  // Not `disabled`: the button that was pressed keeps the focus when there is no further.
  return (
    <div className={styles['row']}>
      <output aria-label="Place in the list" className={styles['place']}>
        {place} of {profiles.length} in the list
      </output>
      <IconButton
        label="Move up"
        aria-disabled={isFirst}
        onClick={isFirst ? undefined : () => onMove('up')}
      >
        <ArrowUp />
      </IconButton>
      <IconButton
        label="Move down"
        aria-disabled={isLast}
        onClick={isLast ? undefined : () => onMove('down')}
      >
        <ArrowDown />
      </IconButton>
    </div>
  );
}
