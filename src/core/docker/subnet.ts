/** A subnet as Docker keeps it, which is as it was typed, in its one canonical form: pure. */
import { isIPv6 } from 'node:net';
import { formatPrefix, mask, parseAddress } from '../../shared/cidr';

/** Host bits zero, IPv6 as RFC 5952 writes it; `undefined` if it is no prefix. */
export function canonicalSubnet(text: string): string | undefined {
  const [address = '', lengthText = '', ...rest] = text.split('/');
  const length = Number(lengthText);
  if (!/^\d{1,3}$/.test(lengthText) || rest.length > 0) return undefined;
  const ipv4 = parseAddress(address);
  if (ipv4 !== undefined)
    return length <= 32 ? formatPrefix({ base: (ipv4 & mask(length)) >>> 0, length }) : undefined;
  if (!isIPv6(address) || address.includes('%') || length > 128) return undefined;
  return `${formatGroups(masked(groupsOf(address), length))}/${length}`;
}

/** The eight 16-bit numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [halfOf(head), halfOf(tail ?? '')];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array.from({ length: gap }, () => 0), ...after];
}

function halfOf(text: string): number[] {
  return text.split(':').flatMap((part) => {
    const ipv4 = parseAddress(part);
    if (ipv4 !== undefined) return [ipv4 >>> 16, ipv4 & 0xffff];
    return part === '' ? [] : [Number.parseInt(part, 16)];
  });
}

function masked(groups: readonly number[], length: number): number[] {
  return groups.map((group, index) => {
    const kept = Math.min(Math.max(length - index * 16, 0), 16);
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
}

/** The first of the longest runs of at least two zeros becomes `::`. */
function formatGroups(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)];
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = runs.find(([run]) => run === longest)?.index ?? 0;
  const [before, after] = [text.slice(0, at), text.slice(at + longest.length)];
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}
