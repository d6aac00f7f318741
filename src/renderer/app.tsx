/** One page for every window: loads the snapshot, then shows what the window is for, or why nothing works. */
import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { AppSnapshot } from '../shared/snapshot';
import { DEFAULT_SETTINGS } from '../shared/settings';
import { createTexts, languageOf } from '../shared/texts';
import { routeOf } from '../shared/window-route';
import { Button } from './components/button';
import { ErrorCard } from './components/error-card';
import { Mark } from './components/mark';
import { Screen } from './components/screen';
import { PromptSheet } from './features/prompts/prompt-sheet';
import { Announcer } from './features/status/announcer';
import { hideWindow } from './hide-window';
import { CommandsProvider } from './hooks/use-commands';
import type { SnapshotStore } from './snapshot-store';
import { ContainerWindow } from './windows/container-window';
import { MainWindow } from './windows/main-window';
import { Popover } from './windows/popover';

export function App({ store }: { readonly store: SnapshotStore }) {
  const loaded = useSyncExternalStore(store.subscribe, store.get);
  const { language } = loaded.status === 'ready' ? loaded.snapshot.settings : DEFAULT_SETTINGS;
  const texts = useMemo(() => createTexts(languageOf(language, navigator.languages)), [language]);
  useEffect(() => {
    document.documentElement.lang = texts.language;
    document.documentElement.dir = texts.dir();
  }, [texts]);
  if (loaded.status === 'loading') return null;
  return (
    <I18nextProvider i18n={texts}>
      <CommandsProvider>
        {loaded.status === 'ready' ? (
          <Ready snapshot={loaded.snapshot} />
        ) : (
          <Screen title="Gangway" leading={<Mark />} onEscape={hideWindow}>
            <ErrorCard
              error={loaded.error}
              actions={
                <>
                  <Button onClick={() => void store.reload()}>{texts.t('retry')}</Button>
                  <Button tone="quiet" onClick={() => void window.gangway.quit()}>
                    {texts.t('quit')}
                  </Button>
                </>
              }
            />
          </Screen>
        )}
      </CommandsProvider>
    </I18nextProvider>
  );
}

function Ready({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const prompt = snapshot.prompts[0];
  return (
    <>
      <Window snapshot={snapshot} />
      {prompt && <PromptSheet key={prompt.id} prompt={prompt} profiles={snapshot.profiles} />}
      <Announcer snapshot={snapshot} />
    </>
  );
}

const hash = {
  subscribe: (listener: () => void): (() => void) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
  get: (): string => window.location.hash,
};

function Window({ snapshot }: { readonly snapshot: AppSnapshot }) {
  const route = routeOf(useSyncExternalStore(hash.subscribe, hash.get));
  useLayoutEffect(() => {
    document.documentElement.dataset['window'] = route.window;
  }, [route.window]);
  switch (route.window) {
    case 'popover':
      return <Popover snapshot={snapshot} />;
    case 'main':
      return <MainWindow snapshot={snapshot} section={route.section} item={route.item} />;
    case 'container':
      return <ContainerWindow snapshot={snapshot} route={route} />;
  }
}
