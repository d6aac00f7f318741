import type { DefaultNamespace, i18n, Namespace, TFunction } from 'i18next';
import { use } from 'react';
import { I18nContext } from 'react-i18next';

interface Texts<Ns extends Namespace> {
  /** The same function for as long as the language is the same. */
  readonly t: TFunction<Ns>;
  readonly i18n: i18n;
}

/** By namespaces, for each language that was shown. */
const made = new WeakMap<i18n, Map<string, Texts<Namespace>>>();

/**
 * The texts of a namespace, or of several, in the page's language. react-i18next's own hook waits for texts that are
 * still loaded, and copies the whole instance for each component that asks: a row of a list has eight of them, and ours are all there.
 */
export function useTexts<const Ns extends Namespace = DefaultNamespace>(namespace?: Ns): Texts<Ns> {
  const { i18n } = use(I18nContext);
  let texts = made.get(i18n);
  if (!texts) made.set(i18n, (texts = new Map<string, Texts<Namespace>>()));
  const key = String(namespace);
  let found = texts.get(key);
  if (!found) texts.set(key, (found = { i18n, t: i18n.getFixedT(null, namespace ?? null) }));
  return found;
}
