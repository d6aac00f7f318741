/** What the profile form holds, and how a profile fills it: pure. */
import { writeNameserver } from '../../../../shared/nameserver-text';
import type { Gateway, ProfileDraft } from '../../../../shared/profile';

export const FORM_FIELDS = [
  ...(['name', 'emoji', 'colour', 'connectOnStart', 'openOnConnect', 'cidrs', 'link'] as const),
  ...(['suffix', 'environment', 'domain', 'search', 'nameservers'] as const),
  ...(['endpoint', 'ca', 'cert', 'key', 'context'] as const),
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

export const GATEWAY_FIELDS = ['host', 'port', 'user', 'identityFile'] as const;
export type GatewayField = (typeof GATEWAY_FIELDS)[number];

export interface GatewayValues extends Readonly<Record<GatewayField, string>> {
  /** Tells it from others while they are put in another order. */
  readonly key: string;
}

/** Everything as typed; what is chosen by a switch is `yes` or `no`. */
export interface FormValues extends Readonly<Record<FormField, string>> {
  /** At least one, in order of preference. */
  readonly gateways: readonly GatewayValues[];
}

/** Where in the form something is, e.g. `cidrs` or `gateways.1.port`. */
export type FieldPath = FormField | `gateways.${number}.${GatewayField}`;
export type FormIssues = Readonly<Partial<Record<FieldPath, string>>>;

export function emptyGateway(): GatewayValues {
  return gatewayValues({ host: '' });
}

export function emptyForm(): FormValues {
  return toForm({ name: '', gateways: [], cidrs: [], networks: {} });
}

/** How `draft` stands in the form. */
export function toForm(draft: ProfileDraft): FormValues {
  const { name, emoji, colour, connectOnStart, openOnConnect } = draft;
  const { gateways, cidrs, link, names, docker } = draft;
  return {
    name,
    emoji: emoji ?? '',
    colour: colour ?? '',
    connectOnStart: connectOnStart ? 'yes' : 'no',
    openOnConnect: openOnConnect ?? '',
    gateways: gateways.length > 0 ? gateways.map(gatewayValues) : [emptyGateway()],
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

function gatewayValues({ host, port, user, identityFile }: Gateway): GatewayValues {
  return {
    key: crypto.randomUUID(),
    host,
    port: port?.toString() ?? '',
    user: user ?? '',
    identityFile: identityFile ?? '',
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

export function isChanged(before: FormValues, after: FormValues): boolean {
  if (FORM_FIELDS.some((field) => before[field] !== after[field])) return true;
  if (before.gateways.length !== after.gateways.length) return true;
  return after.gateways.some((gateway, index) =>
    GATEWAY_FIELDS.some((field) => gateway[field] !== before.gateways[index]?.[field]),
  );
}
