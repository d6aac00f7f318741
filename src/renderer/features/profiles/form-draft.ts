/** How what was typed into the profile form becomes a draft, or what is wrong with it: pure. */
import { unlessEmpty, withoutAbsent } from '../../../shared/absent';
import { readNameserver } from '../../../shared/nameserver-text';
import { profileDraftSchema, type ProfileDraft } from '../../../shared/profile';
import {
  entriesOf,
  FORM_FIELDS,
  linesOf,
  type FormField,
  type FormIssues,
  type FormValues,
} from './form-values';

export type Checked =
  | { readonly ok: true; readonly draft: ProfileDraft }
  | { readonly ok: false; readonly issues: FormIssues };

/**
 * Checks what was typed against the schema that the store uses; issues are named by form field. What `edited` has
 * besides the form's fields is kept.
 */
export function toDraft(values: FormValues, edited?: ProfileDraft): Checked {
  const [first, ...others] = edited?.gateways ?? [];
  const parsed = profileDraftSchema.safeParse({
    ...edited,
    name: values.name.trim(),
    gateways: [
      {
        ...first,
        host: values.host,
        port: numberOf(values.port),
        user: textOf(values.user),
        identityFile: textOf(values.identityFile),
      },
      ...others,
    ],
    cidrs: entriesOf(values.cidrs),
    // Chosen in the Networks view, not here.
    networks: edited?.networks ?? {},
    link: values.link === 'auto' ? undefined : values.link,
    names: namesOf(values, edited),
    docker: dockerOf(values, edited),
  });
  if (parsed.success) return { ok: true, draft: withoutAbsent(parsed.data) };
  const issues: FormIssues = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path);
    issues[field] ??= wording(field, message, values, path);
  }
  return { ok: false, issues };
}

function namesOf(values: FormValues, edited: ProfileDraft | undefined): object | undefined {
  const search = entriesOf(values.search);
  const nameservers = linesOf(values.nameservers).map(readNameserver);
  return unlessEmpty({
    ...edited?.names,
    suffix: textOf(values.suffix),
    environment: textOf(values.environment),
    domain: textOf(values.domain),
    search: search.length > 0 ? search : undefined,
    nameservers: nameservers.length > 0 ? nameservers : undefined,
  });
}

function dockerOf(values: FormValues, edited: ProfileDraft | undefined): object | undefined {
  const { ca, cert, key } = values;
  // `true` is the default, too: one that was written down stays.
  const wanted = edited?.docker?.context === true ? true : undefined;
  return unlessEmpty({
    ...edited?.docker,
    endpoint: textOf(values.endpoint),
    tls: unlessEmpty({
      ...edited?.docker?.tls,
      ...{ ca: textOf(ca), cert: textOf(cert), key: textOf(key) },
    }),
    context: values.context === 'no' ? false : wanted,
  });
}

function textOf(text: string): string | undefined {
  return text.trim() || undefined;
}

function numberOf(text: string): number | undefined {
  const written = textOf(text);
  if (written === undefined) return undefined;
  return /^\d+$/.test(written) ? Number(written) : Number.NaN;
}

/** Form field of a path in the draft, e.g. `gateways.0.port`; also of the engine's `config.invalid`. */
export function fieldOf([area, first, second]: readonly PropertyKey[]): FormField {
  const isTwoDown = area === 'gateways' || (area === 'docker' && first === 'tls');
  const isOneDown = area === 'names' || area === 'docker';
  const name = isTwoDown ? second : isOneDown ? first : area;
  return FORM_FIELDS.find((field) => field === name) ?? 'host';
}

function wording(
  field: FormField,
  message: string,
  values: FormValues,
  path: readonly PropertyKey[],
): string {
  if (field === 'port') return '1 to 65535';
  const entry = entryAt(field, values, path);
  if (entry === undefined) return message.charAt(0).toUpperCase() + message.slice(1);
  if (field !== 'nameservers') return `“${entry}” is ${message}`;
  const { domain, address } = readNameserver(entry);
  switch (path[3]) {
    case 'domain':
      return `“${domain}” is ${message}`;
    case 'port':
      return `“${entry}” has no port from 1 to 65535`;
    default:
      return address
        ? `“${address}” is ${message}`
        : `“${entry}” has no address: consul -> 10.0.0.10`;
  }
}

/** What was typed for the entry that a path leads to, in a field that takes several. */
function entryAt(
  field: FormField,
  values: FormValues,
  path: readonly PropertyKey[],
): string | undefined {
  const index = field === 'cidrs' ? path[1] : path[2];
  if (typeof index !== 'number') return undefined;
  if (field === 'nameservers') return linesOf(values.nameservers)[index]?.trim();
  return field === 'cidrs' || field === 'search' ? entriesOf(values[field])[index] : undefined;
}
