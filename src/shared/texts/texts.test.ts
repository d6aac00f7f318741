import { describe, expect, it } from 'vitest';
import { createTexts, languageOf, LANGUAGES } from '.';
import { de } from './de';
import { en } from './en';

interface Words {
  readonly [key: string]: string | Words;
}

/** Key and text of everything below `words`. */
function flat(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
}

const slots = (text: string): string[] => (text.match(/{{\s*\w+/g) ?? []).sort();

describe('the catalogue', () => {
  const english = flat(en);
  const german = new Map(flat(de));

  it('says something everywhere', () => {
    for (const [key, text] of [...english, ...german]) expect(text.trim(), key).not.toBe('');
  });

  it('has the same facts in every language', () => {
    for (const [key, text] of english)
      expect(slots(german.get(key) ?? ''), key).toEqual(slots(text));
  });

  it.each(LANGUAGES)('speaks %s', (language) => {
    expect(createTexts(language).t('cancel')).toBe({ en: 'Cancel', de: 'Abbrechen' }[language]);
  });

  it.each([
    ['system', ['de-AT', 'en'], 'de'],
    ['system', ['fr-FR', 'de'], 'de'],
    ['system', ['fr'], 'en'],
    ['system', [], 'en'],
    ['en', ['de'], 'en'],
  ] as const)('%s among %j is %s', (choice, system, language) =>
    expect(languageOf(choice, system)).toBe(language),
  );
});
