/** Profiles: all that there are beside the one that is looked at. */
import { FileDown, Plus, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { DEFAULT_SUFFIX } from '../../../shared/names-view';
import type { Profile, ProfileDraft } from '../../../shared/profile';
import type { AppSnapshot } from '../../../shared/snapshot';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Screen } from '../../components/screen';
import { useTexts } from '../../hooks/use-texts';
import { ProfileEditor } from './editor/profile-editor';
import { ImportPane } from './import-pane';
import { ProfileSidebar } from './profile-sidebar';
import styles from './profiles-pane.module.css';

interface ProfilesPaneProps {
  readonly snapshot: AppSnapshot;
  /** Id of the one that is shown, `new` or `import`; else the first. */
  readonly item: string | undefined;
  /** Asks first about what is not saved. */
  readonly onItem: (item: string | undefined) => void;
}

export function ProfilesPane({ snapshot, item, onItem }: ProfilesPaneProps) {
  const { profiles, bridges, settings } = snapshot;
  const [template, setTemplate] = useState<ProfileDraft>();
  const selected =
    item === 'new' || item === 'import'
      ? undefined
      : (profiles.find(({ id }) => id === item) ?? profiles[0]);
  const show = (next: Profile | undefined): void => onItem(next?.id);
  return (
    <div className={styles['pane']}>
      {profiles.length > 0 && (
        <ProfileSidebar
          profiles={profiles}
          bridges={bridges}
          selectedId={selected?.id}
          onSelect={onItem}
          onAdd={() => {
            setTemplate(undefined);
            onItem('new');
          }}
          onImport={() => onItem('import')}
        />
      )}
      <div className={styles['detail']}>
        {item === 'import' && <ImportPane profiles={profiles} onClose={show} />}
        {(item === 'new' || selected) && (
          <ProfileEditor
            key={selected?.id ?? `new ${template?.name}`}
            profile={selected}
            template={template}
            profiles={profiles}
            usualSuffix={settings.suffix || DEFAULT_SUFFIX}
            onDuplicate={(copy) => {
              setTemplate(copy);
              onItem('new');
            }}
            onAdded={show}
            onGone={() => onItem(undefined)}
          />
        )}
        {item !== 'new' && item !== 'import' && !selected && (
          <NoProfiles onAdd={() => onItem('new')} onImport={() => onItem('import')} />
        )}
      </div>
    </div>
  );
}

interface NoProfilesProps {
  readonly onAdd: () => void;
  readonly onImport: () => void;
}

function NoProfiles({ onAdd, onImport }: NoProfilesProps) {
  const { t } = useTexts('profiles');
  return (
    <Screen title={t('title')}>
      <EmptyState
        icon={<Waypoints size="2rem" strokeWidth={1.5} />}
        title={t('none.title')}
        action={
          <div className={styles['ways-in']}>
            <Button tone="primary" onClick={onAdd}>
              <Plus size="0.875rem" aria-hidden="true" />
              {t('add')}
            </Button>
            <Button onClick={onImport}>
              <FileDown size="0.875rem" aria-hidden="true" />
              {t('import.open')}
            </Button>
          </div>
        }
      >
        {t('none.text')}
      </EmptyState>
    </Screen>
  );
}
