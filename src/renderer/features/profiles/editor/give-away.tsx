import { Copy, Download, Link } from 'lucide-react';
import type { Profile } from '../../../../shared/profile';
import { exportProfiles } from '../../../../shared/profile-link';
import { Button } from '../../../components/button';
import { CopyButton } from '../../../components/copy-button';
import { useTexts } from '../../../hooks/use-texts';
import { saveText } from '../../../save-text';
import styles from './editor.module.css';
import { Section } from './section';

interface GiveAwayProps {
  readonly profile: Profile;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** What can be done with a stored profile besides changing it. */
export function GiveAway({ profile, onDuplicate, onRemove }: GiveAwayProps) {
  const { t } = useTexts('profiles');
  const { json, link, leftOut } = exportProfiles([profile]);
  const { name } = profile;
  return (
    <Section title={t('sections.share')}>
      <div className={styles['row']}>
        <CopyButton text={link} label={t('share.copyLink', { name })} className={styles['copy']}>
          <span className={styles['link']}>
            <Link size="0.875rem" aria-hidden="true" />
            {t('share.link')}
          </span>
        </CopyButton>
        <Button onClick={() => saveText(`${name}.json`, json)}>
          <Download size="0.875rem" aria-hidden="true" />
          {t('share.export')}
        </Button>
        <Button onClick={onDuplicate}>
          <Copy size="0.875rem" aria-hidden="true" />
          {t('share.duplicate')}
        </Button>
        <span className={styles['gap']} />
        <Button tone="danger" onClick={onRemove}>
          {t('remove.open')}
        </Button>
      </div>
      <p className={styles['note']}>
        {t('share.note')}
        {leftOut.length > 0 &&
          ` ${t('share.leftOut', { paths: leftOut.map(({ path }) => path).join(', ') })}`}
      </p>
    </Section>
  );
}
