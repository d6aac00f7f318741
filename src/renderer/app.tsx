/** The popover: loads the snapshot, then shows the home screen, a profile's form, or why nothing works. */
import { useState, useSyncExternalStore } from 'react';
import type { Profile, ProfileDraft } from '../shared/profile';
import type { AppSnapshot } from '../shared/snapshot';
import { Button } from './components/button';
import { ErrorCard } from './components/error-card';
import { Mark } from './components/mark';
import { Screen } from './components/screen';
import { Activity } from './features/activity/activity';
import { Announcer } from './features/status/announcer';
import { ImportScreen } from './features/profiles/import-screen';
import { ProfileForm } from './features/profiles/profile-form';
import { PromptSheet } from './features/prompts/prompt-sheet';
import { Home } from './home';
import { useChosenProfile } from './hooks/use-chosen-profile';
import { CommandsProvider } from './hooks/use-commands';
import type { SnapshotStore } from './snapshot-store';

export function App({ store }: { readonly store: SnapshotStore }) {
  const loaded = useSyncExternalStore(store.subscribe, store.get);
  if (loaded.status === 'loading') return null;
  return (
    <CommandsProvider>
      {loaded.status === 'ready' ? (
        <Ready snapshot={loaded.snapshot} />
      ) : (
        <Screen title="Gangway" leading={<Mark />} onEscape={hideWindow}>
          <ErrorCard
            error={loaded.error}
            actions={
              <>
                <Button onClick={() => void store.reload()}>Try again</Button>
                <Button tone="quiet" onClick={() => void window.gangway.quit()}>
                  Quit
                </Button>
              </>
            }
          />
        </Screen>
      )}
    </CommandsProvider>
  );
}

type Place =
  | { readonly at: 'home' }
  | { readonly at: 'activity' }
  | { readonly at: 'import' }
  | { readonly at: 'form'; readonly profileId: string }
  /** For a new one, which may begin as another's copy. */
  | { readonly at: 'form'; readonly profileId: null; readonly template?: ProfileDraft };

function Ready({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const [place, setPlace] = useState<Place>({ at: 'home' });
  const [chosen, choose] = useChosenProfile();
  const { profiles, bridges, prompts } = snapshot;
  const selected =
    profiles.find(({ id }) => id === chosen) ??
    profiles.find(({ id }) => bridges[id]?.state.kind === 'connected') ??
    profiles[0];
  const prompt = prompts[0];
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
      {prompt && (
        <PromptSheet
          key={prompt.id}
          prompt={prompt}
          profile={profiles.find(({ id }) => id === prompt.profileId)?.name ?? ''}
        />
      )}
      <Announcer snapshot={snapshot} />
    </>
  );
}

function hideWindow(): void {
  void window.gangway.hideWindow();
}
