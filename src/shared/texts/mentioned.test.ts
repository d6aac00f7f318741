/// <reference types="vite/types/importMeta.d.ts" />
import { expect, it } from 'vitest';
import { en } from './en';

interface Words {
  readonly [key: string]: string | Words;
}

/** Every key below `words`; plural forms and such have one. */
function keysOf(words: Words, path = ''): string[] {
  const keys = Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [path + key.replace(/_(zero|one|other)$/, '')]
      : keysOf(value, `${path}${key}.`),
  );
  return [...new Set(keys)];
}

const SOURCES = Object.values(
  import.meta.glob<string>(['../../**/*.{ts,tsx}', '!../../**/*.test.ts', '!./**'], {
    ...{ query: '?raw', import: 'default', eager: true },
  }),
);

/** How a file says that its `t` is at home in a namespace, beside its name. */
const HOMES: Readonly<Record<string, string>> = { shell: 'ShellWords' };

/** Whether `source` has `key` in quotes, or its beginning or end beside a part that is known only at run time. */
function mentions(source: string, key: string, opening: readonly string[]): boolean {
  const parts = key.split('.');
  const beginnings = parts.slice(1).map((_part, i) => `${parts.slice(0, i + 1).join('.')}.\${`);
  const ends = [...source.matchAll(/`\$\{\w+\}(\w{4,})`/g)].map(([, end]) => end ?? '');
  if (ends.some((end) => key.endsWith(end))) return true;
  return opening.some(
    (before) =>
      [`'`, `"`, '`'].some((quote) => source.includes(`${before}${key}${quote}`)) ||
      beginnings.some((beginning) => source.includes(`${before}${beginning}`)),
  );
}

// Those of errors are told by code, and each code has its own.
it.each(Object.entries(en).filter(([namespace]) => namespace !== 'errors'))(
  'each text of %s is mentioned by what shows it',
  (namespace, words) => {
    const home = SOURCES.filter(
      (source) =>
        namespace === 'common' ||
        [`'${namespace}'`, `"${namespace}"`, HOMES[namespace] ?? `'${namespace}'`].some((name) =>
          source.includes(name),
        ),
    );
    const unused = keysOf(words as unknown as Words).filter(
      (key) =>
        !home.some((source) => mentions(source, key, [`'`, `"`, '`'])) &&
        !SOURCES.some((source) => mentions(source, key, [`${namespace}:`])),
    );
    expect(unused).toEqual([]);
  },
);
