/** How Docker's names become DNS labels: pure. The rule is in docs/names.md. */
import { hash } from '../../shared/hash';

/** RFC 1035, 2.3.4: octets of a label, and of a whole name as text. */
const MAX_LABEL = 63;
const MAX_NAME = 253;

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a name is a label as it is. */
function isLabel(name: string): boolean {
  return LABEL.test(name);
}

/** Lower-case letters, digits and inner hyphens (RFC 1123, 2.1); `null` if nothing of the name is left. */
export function toLabel(name: string): string | null {
  if (isLabel(name)) return name;
  const safe = trimmed(name.toLowerCase().replace(/[^a-z0-9]/gu, '-'));
  if (safe === '') return null;
  if (safe.length <= MAX_LABEL) return safe;
  const mark = hash(name).toString(16).padStart(8, '0');
  return `${trimmed(safe.slice(0, MAX_LABEL - 1 - mark.length))}-${mark}`;
}

/** `registry:5000/team/web:1.2@sha256:…` is `web`. */
export function imageLabel(image: string): string | null {
  const [reference = ''] = image.split('@');
  const [name = ''] = reference.slice(reference.lastIndexOf('/') + 1).split(':');
  return toLabel(name);
}

/** Service of a stack as people call it: `docker stack deploy` puts the stack's name before it. */
export function withoutStack(service: string, stack: string): string {
  return service.startsWith(`${stack}_`) ? service.slice(stack.length + 1) : service;
}

/** The labels below `zone`; `null` if one is missing or the name would be too long. */
export function nameBelow(zone: string, labels: readonly (string | null)[]): string | null {
  if (labels.includes(null)) return null;
  const name = [...labels, zone].join('.');
  return name.length <= MAX_NAME ? name : null;
}

/** By hand, because `/-+$/` takes quadratic time on what is mostly hyphens. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === '-') start++;
  while (end > start && text[end - 1] === '-') end--;
  return text.slice(start, end);
}
