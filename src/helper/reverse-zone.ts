/** Names that addresses are looked up by (RFC 1035, 3.5; RFC 3596, 2.5): pure. */
import { prefixAround, widthOf, type Family, type IpPrefix } from '../shared/cidr-ip';

const FAMILIES: readonly { family: Family; end: string; bits: number; label: RegExp }[] = [
  { family: 4, end: '.in-addr.arpa', bits: 8, label: /^(0|[1-9]\d{0,2})$/ },
  { family: 6, end: '.ip6.arpa', bits: 4, label: /^[0-9a-f]$/ },
];

export function isReverse(domain: string): boolean {
  return FAMILIES.some(({ end }) => domain.endsWith(end));
}

/** The prefix whose addresses are looked up below a domain; `undefined` if it is no reverse zone. */
export function reversePrefix(domain: string): IpPrefix | undefined {
  const found = FAMILIES.find(({ end }) => domain.endsWith(end));
  if (!found) return undefined;
  const { family, end, bits, label } = found;
  const labels = domain.slice(0, -end.length).split('.').reverse();
  const values = labels.map((text) => parseInt(text, family === 4 ? 10 : 16));
  const length = labels.length * bits;
  if (length > widthOf(family) || !labels.every((text) => label.test(text))) return undefined;
  if (values.some((value) => value >= 1 << bits)) return undefined;
  const high = values.reduce((sum, value) => (sum << BigInt(bits)) | BigInt(value), 0n);
  return { family, base: high << BigInt(widthOf(family) - length), length };
}

/** The smallest prefix around one that a reverse zone can be made of. */
export function onLabelBoundary({ family, base, length }: IpPrefix): IpPrefix {
  const bits = family === 4 ? 8 : 4;
  return prefixAround({ family, value: base }, Math.floor(length / bits) * bits);
}
