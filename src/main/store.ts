/** The window's remembered choices, in `window.json` beside the profiles. */
import Store from 'electron-store';
import type { Preferences } from '../shared/preferences';

export interface PreferenceStore {
  get(): Preferences;
  rememberProfile(id: string): void;
}

/** A broken file is started afresh: there is nothing in it that a person would miss. */
export function openPreferences(directory: string): PreferenceStore {
  const store = new Store<Preferences>({
    cwd: directory,
    name: 'window',
    clearInvalidConfig: true,
    defaults: { selectedProfile: null },
    schema: { selectedProfile: { type: ['string', 'null'] } },
  });
  return {
    get: () => ({ selectedProfile: store.get('selectedProfile') }),
    rememberProfile: (id) => store.set('selectedProfile', id),
  };
}
