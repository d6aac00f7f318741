/** What the profile form holds, and how a profile fills it: pure. */
import { writeNameserver } from '../../../shared/nameserver-text';
import type { ProfileDraft } from '../../../shared/profile';

/** Those behind the disclosure; the others are always shown. */
export const ADVANCED_FIELDS = [
  ...(['suffix', 'environment', 'domain', 'search', 'nameservers'] as const),
  ...(['endpoint', 'ca', 'cert', 'key', 'context'] as const),
] as const;
export const FORM_FIELDS = [
  ...(['name', 'host', 'port', 'user', 'identityFile', 'cidrs', 'link'] as const),
  ...ADVANCED_FIELDS,
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** Everything as typed. */
export type FormValues = Readonly<Record<FormField, string>>;
export type FormIssues = Partial<Record<FormField, string | undefined>>;

export const EMPTY_FORM: FormValues = {
  ...{ name: '', host: '', port: '', user: '', identityFile: '', cidrs: '', link: 'auto' },
  ...{ suffix: '', environment: '', domain: '', search: '', nameservers: '' },
  ...{ endpoint: '', ca: '', cert: '', key: '', context: 'yes' },
};

/** The form edits the first gateway; further ones are kept as they are. */
export function toForm({ name, gateways, cidrs, link, names, docker }: ProfileDraft): FormValues {
  const gateway = gateways[0];
  return {
    name,
    host: gateway?.host ?? '',
    port: gateway?.port?.toString() ?? '',
    user: gateway?.user ?? '',
    identityFile: gateway?.identityFile ?? '',
    cidrs: cidrs.join('\n'),
    link: link ?? 'auto',
    suffix: names?.suffix ?? '',
    environment: names?.environment ?? '',
    domain: names?.domain ?? '',
    search: (names?.search ?? []).join(', '),
    nameservers: (names?.nameservers ?? []).map(writeNameserver).join('\n'),
    endpoint: docker?.endpoint ?? '',
    ca: docker?.tls?.ca ?? '',
    cert: docker?.tls?.cert ?? '',
    key: docker?.tls?.key ?? '',
    context: docker?.context === false ? 'no' : 'yes',
  };
}

/** Entries of a field that takes several, one per line or with commas. */
export function entriesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Entries that have blanks in them: one per line, or with commas. */
export function linesOf(text: string): string[] {
  return text.split(/\s*[\n,]\s*/).filter((line) => line.trim() !== '');
}

/** Whether anything behind the disclosure is not as it is by default. */
export function hasAdvanced(values: FormValues): boolean {
  return isAnyChanged(EMPTY_FORM, values, ADVANCED_FIELDS);
}

export function isAnyChanged(
  before: FormValues,
  after: FormValues,
  fields: readonly FormField[] = FORM_FIELDS,
): boolean {
  return fields.some((field) => before[field] !== after[field]);
}
