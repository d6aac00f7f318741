/** Which names of a container a person can use on this laptop, and how short: pure. */
import type { NamesView } from './names-view';

/** Whole names, the one to show first; none where nothing on the laptop asks for them. */
export function namesHere(names: NamesView | null, id: string): readonly string[] {
  return names?.resolver ? (names.names[id] ?? []) : [];
}

/**
 * `web.staging` of `web.staging.gangway.internal`, where the laptop appends `gangway.internal`. At least two labels,
 * because a lone one may be anybody's; the name itself if there is no shorter form.
 */
export function shortName(name: string, { search }: Pick<NamesView, 'search'>): string {
  const forms = search
    .filter((domain) => name.endsWith(`.${domain}`))
    .map((domain) => name.slice(0, -domain.length - 1))
    .filter((form) => form.includes('.'));
  return forms.reduce((shortest, form) => (form.length < shortest.length ? form : shortest), name);
}
