/** The catalogue: every text that the app shows, in every language it speaks (i18next). */
import { createInstance, type i18n, type Namespace, type TFunction } from 'i18next';
import type { Settings } from '../settings';
import { de } from './de';
import { en } from './en';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language to speak: the one that was chosen, or the first that we speak of those the system names (BCP 47). */
export function languageOf(choice: Settings['language'], system: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const wanted = system.map((tag) => tag.toLowerCase().split('-')[0]);
  return LANGUAGES.find((language) => language === wanted.find(isSpoken)) ?? 'en';
}

function isSpoken(language: string | undefined): language is Language {
  return LANGUAGES.some((each) => each === language);
}

/** Ready at once: the texts are part of the program. */
export function createTexts(language: Language): i18n {
  const texts = createInstance();
  void texts.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en, de },
    defaultNS: 'common',
    // React does that, and a menu or a terminal shows what it is given.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return texts;
}

/** `t` of the catalogue, wherever in it whoever has it is at home. */
export type AnyTexts = TFunction<Namespace>;

/** Looks up a text whose key, with its namespace, is put together at run time. */
export function textOf(
  t: AnyTexts,
  key: string,
  slots: Readonly<Record<string, string | number>> = {},
): string {
  // In `replace` no slot is taken for an option of i18next, such as `context`.
  return (t as unknown as (key: string, options: object) => string)(key, { replace: slots });
}
