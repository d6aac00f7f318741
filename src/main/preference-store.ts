/** The windows' remembered choices, in `window.json` beside the profiles. */
import Store from 'electron-store';
import {
  DEFAULT_PREFERENCES,
  GROUPINGS,
  MAX_RECENT_PROFILES,
  type Preferences,
  type PreferencesChange,
} from '../shared/preferences';

export interface PreferenceStore {
  get(): Preferences;
  change(change: PreferencesChange): void;
  /** Puts it first. */
  rememberProfile(id: string): void;
}

/** A broken file is started afresh: there is nothing in it that a person would miss. */
export function openPreferences(directory: string): PreferenceStore {
  const store = new Store<Preferences>({
    cwd: directory,
    name: 'window',
    clearInvalidConfig: true,
    defaults: DEFAULT_PREFERENCES,
    schema: {
      recentProfiles: { type: 'array', items: { type: 'string' } },
      grouping: { enum: [...GROUPINGS] },
    },
  });
  return {
    get: () => ({ recentProfiles: store.get('recentProfiles'), grouping: store.get('grouping') }),
    change: ({ grouping }) => {
      if (grouping) store.set('grouping', grouping);
    },
    rememberProfile: (id) => {
      const others = store.get('recentProfiles').filter((each) => each !== id);
      store.set('recentProfiles', [id, ...others].slice(0, MAX_RECENT_PROFILES));
    },
  };
}
