/** The popover: the home screen, or a screen that it leads to. */
import { useState } from 'react';
import type { Profile, ProfileDraft } from '../../shared/profile';
import type { AppSnapshot } from '../../shared/snapshot';
import { Activity } from '../features/activity/activity';
import { ImportScreen } from '../features/profiles/import-screen';
import { ProfileForm } from '../features/profiles/profile-form';
import { Home } from '../home';
import { hideWindow } from '../hide-window';
import { useChosenProfile } from '../hooks/use-chosen-profile';

type Place =
  | { readonly at: 'home' }
  | { readonly at: 'activity' }
  | { readonly at: 'import' }
  | { readonly at: 'form'; readonly profileId: string }
  /** For a new one, which may begin as another's copy. */
  | { readonly at: 'form'; readonly profileId: null; readonly template?: ProfileDraft };

export function Popover({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const [place, setPlace] = useState<Place>({ at: 'home' });
  const [chosen, choose] = useChosenProfile();
  const { profiles, bridges } = snapshot;
  const selected =
    profiles.find(({ id }) => id === chosen) ??
    profiles.find(({ id }) => bridges[id]?.state.kind === 'connected') ??
    profiles[0];
  const goHome = (saved?: Profile): void => {
    if (saved) choose(saved.id);
    setPlace({ at: 'home' });
  };
  return (
    <>
      {place.at === 'home' && (
        <Home
          snapshot={snapshot}
          selected={selected}
          onSelect={choose}
          onAdd={() => setPlace({ at: 'form', profileId: null })}
          onImport={() => setPlace({ at: 'import' })}
          onEdit={(profileId) => setPlace({ at: 'form', profileId })}
          onActivity={() => setPlace({ at: 'activity' })}
          onHide={hideWindow}
        />
      )}
      {place.at === 'activity' && <Activity snapshot={snapshot} onClose={() => goHome()} />}
      {place.at === 'import' && <ImportScreen profiles={profiles} onClose={goHome} />}
      {place.at === 'form' && (
        <ProfileForm
          key={place.profileId ?? 'new'}
          profile={profiles.find(({ id }) => id === place.profileId)}
          template={place.profileId === null ? place.template : undefined}
          profiles={profiles}
          onDuplicate={(template) => setPlace({ at: 'form', profileId: null, template })}
          onClose={goHome}
        />
      )}
    </>
  );
}
