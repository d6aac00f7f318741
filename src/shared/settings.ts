/** What a person chose for the whole app; kept in `settings.json` beside the profiles. */
import { z } from 'zod';
import { domainSchema } from './profile';

export const THEMES = ['system', 'light', 'dark'] as const;
export const LANGUAGE_CHOICES = ['system', 'en', 'de'] as const;
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export const UPDATE_CHANNELS = ['stable', 'beta', 'off'] as const;

/** Every value that is absent or not valid has its default: a newer or a broken file loses nothing else. */
export const settingsSchema = z.object({
  startAtLogin: z.boolean().catch(false),
  /** Connects at start what was connected when Gangway was quit. */
  restoreConnections: z.boolean().catch(false),
  theme: z.enum(THEMES).catch('system'),
  language: z.enum(LANGUAGE_CHOICES).catch('system'),
  /** Of a drop, of recovery, and of a failed connect. */
  notifications: z.boolean().catch(true),
  /** Of profiles that have none of their own; empty is `gangway.internal`. */
  suffix: z.union([z.literal(''), domainSchema]).catch(''),
  logLevel: z.enum(LOG_LEVELS).catch('info'),
  updates: z.enum(UPDATE_CHANNELS).catch('stable'),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** Some of them, to be changed; what is not valid is refused. */
export const settingsChangeSchema = z
  .object({
    startAtLogin: z.boolean(),
    restoreConnections: z.boolean(),
    theme: z.enum(THEMES),
    language: z.enum(LANGUAGE_CHOICES),
    notifications: z.boolean(),
    suffix: z.union([z.literal(''), domainSchema]),
    logLevel: z.enum(LOG_LEVELS),
    updates: z.enum(UPDATE_CHANNELS),
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;
