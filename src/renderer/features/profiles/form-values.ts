/** What the profile form holds, and how it becomes a draft: pure. */
import { profileDraftSchema, type Profile, type ProfileDraft } from '../../../shared/profile';

export const FORM_FIELDS = [
  'name',
  'host',
  'port',
  'user',
  'identityFile',
  'cidrs',
  'link',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** Everything as typed. */
export type FormValues = Readonly<Record<FormField, string>>;
export type FormIssues = Partial<Record<FormField, string | undefined>>;

export const EMPTY_FORM: FormValues = {
  name: '',
  host: '',
  port: '',
  user: '',
  identityFile: '',
  cidrs: '',
  link: 'auto',
};

/** The form edits the first gateway; further ones are kept as they are. */
export function toForm(profile: Profile): FormValues {
  const gateway = profile.gateways[0];
  return {
    name: profile.name,
    host: gateway?.host ?? '',
    port: gateway?.port?.toString() ?? '',
    user: gateway?.user ?? '',
    identityFile: gateway?.identityFile ?? '',
    cidrs: profile.cidrs.join('\n'),
    link: profile.link ?? 'auto',
  };
}

export type Checked =
  | { readonly ok: true; readonly draft: ProfileDraft }
  | { readonly ok: false; readonly issues: FormIssues };

/** Checks what was typed against the schema that the store uses; issues are named by form field. */
export function toDraft(values: FormValues, edited?: Profile): Checked {
  const text = (field: FormField): string | undefined => values[field].trim() || undefined;
  const port = text('port');
  const parsed = profileDraftSchema.safeParse({
    name: values.name.trim(),
    gateways: [
      {
        host: values.host,
        ...(port !== undefined && { port: /^\d+$/.test(port) ? Number(port) : Number.NaN }),
        ...(text('user') !== undefined && { user: text('user') }),
        ...(text('identityFile') !== undefined && { identityFile: text('identityFile') }),
      },
      ...(edited?.gateways.slice(1) ?? []),
    ],
    cidrs: values.cidrs.split(/[\s,]+/).filter(Boolean),
    // Chosen in the Networks view, not here.
    networks: edited?.networks ?? {},
    ...(values.link !== 'auto' && { link: values.link }),
  });
  if (parsed.success) return { ok: true, draft: parsed.data };
  const issues: FormIssues = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf(path);
    issues[field] ??= wording(field, message, values, path);
  }
  return { ok: false, issues };
}

/** Form field of a path in the draft, e.g. `gateways.0.port`; also of the engine's `config.invalid`. */
export function fieldOf(path: readonly PropertyKey[]): FormField {
  const name = path[0] === 'gateways' ? path[2] : path[0];
  return FORM_FIELDS.find((field) => field === name) ?? 'host';
}

function wording(
  field: FormField,
  message: string,
  values: FormValues,
  path: readonly PropertyKey[],
): string {
  if (field === 'port') return '1 to 65535';
  if (field === 'cidrs' && typeof path[1] === 'number') {
    const entry = values.cidrs.split(/[\s,]+/).filter(Boolean)[path[1]] ?? '';
    return `“${entry}” is ${message}`;
  }
  return message.charAt(0).toUpperCase() + message.slice(1);
}
