/** How what was typed into the profile form becomes a draft, or where it is wrong: pure. */
import { unlessEmpty, withoutAbsent } from '../../../../shared/absent';
import { readNameserver } from '../../../../shared/nameserver-text';
import { profileDraftSchema, type ProfileDraft } from '../../../../shared/profile';
import { issueWords, type Words } from './form-issues';
import {
  entriesOf,
  FORM_FIELDS,
  GATEWAY_FIELDS,
  linesOf,
  type FieldPath,
  type FormIssues,
  type FormValues,
  type GatewayValues,
} from './form-values';

export type Checked =
  | { readonly ok: true; readonly draft: ProfileDraft }
  | { readonly ok: false; readonly issues: FormIssues };

/**
 * Checks what was typed against the schema that the store uses; the first issue of each field, in words. What `edited`
 * has besides the form's fields is kept.
 */
export function toDraft(values: FormValues, edited: ProfileDraft | undefined, t: Words): Checked {
  const parsed = profileDraftSchema.safeParse({
    ...edited,
    name: values.name.trim(),
    emoji: textOf(values.emoji),
    colour: textOf(values.colour),
    connectOnStart: values.connectOnStart === 'yes' ? true : undefined,
    openOnConnect: textOf(values.openOnConnect),
    gateways: values.gateways.map(gatewayOf),
    cidrs: entriesOf(values.cidrs),
    // Chosen in the Networks view, not here.
    networks: edited?.networks ?? {},
    link: values.link === 'auto' ? undefined : values.link,
    names: namesOf(values, edited),
    docker: dockerOf(values, edited),
  });
  if (parsed.success) return { ok: true, draft: withoutAbsent(parsed.data) };
  const issues: Partial<Record<FieldPath, string>> = {};
  for (const { path } of parsed.error.issues) {
    issues[fieldOf(path)] ??= issueWords(fieldOf(path), path, values, t);
  }
  return { ok: false, issues };
}

function gatewayOf({ host, port, user, identityFile }: GatewayValues): object {
  return {
    host,
    port: numberOf(port),
    user: textOf(user),
    identityFile: textOf(identityFile),
  };
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

/** Place in the form of a path in the draft, e.g. `gateways.0.port`; also of the engine's `config.invalid`. */
export function fieldOf([area, first, second]: readonly PropertyKey[]): FieldPath {
  if (area === 'gateways') {
    const field = GATEWAY_FIELDS.find((name) => name === second) ?? 'host';
    return `gateways.${Number(first ?? 0)}.${field}`;
  }
  const isTwoDown = area === 'docker' && first === 'tls';
  const isOneDown = area === 'names' || area === 'docker';
  const name = isTwoDown ? second : isOneDown ? first : area;
  return FORM_FIELDS.find((field) => field === name) ?? 'name';
}
