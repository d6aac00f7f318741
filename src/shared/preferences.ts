/** What the windows remember of their user's choices; nothing is lost if it is lost. */
import { z } from 'zod';

/** How containers are put together: by whether they run, by network, by Compose project or stack. */
export const GROUPINGS = ['state', 'network', 'project'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Preferences {
  /** Ids of the profiles looked at, the latest first. */
  readonly recentProfiles: readonly string[];
  readonly grouping: Grouping;
}

export const preferencesChangeSchema = z.object({ grouping: z.enum(GROUPINGS) }).partial();
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;

export const DEFAULT_PREFERENCES: Preferences = { recentProfiles: [], grouping: 'state' };

/** Recent profiles that are remembered. */
export const MAX_RECENT_PROFILES = 20;
