/** The shell's own words, in the language that was chosen. */
import { app } from 'electron';
import type { TFunction } from 'i18next';
import type { Settings } from '../shared/settings';
import { createTexts, languageOf } from '../shared/texts';

export type ShellWords = TFunction<'shell'>;

/** Of the same languages that the pages know the system by. */
export function shellWords({ language }: Pick<Settings, 'language'>): ShellWords {
  return createTexts(languageOf(language, [app.getLocale()])).getFixedT(null, 'shell');
}
