/** What systemd-resolved knows of our interface, and the commands that change it, in resolvectl(1)'s words. Pure. */
import type { ResolverConfig } from '../../../shared/helper-protocol';
import type { Command } from '../platform';

/**
 * In the order in which they are set: a server comes last, when all is known that keeps other questions away from it.
 * The property is that of org.freedesktop.resolve1(5).
 */
const SETTINGS = [
  ['default-route', 'DefaultRoute'],
  ['llmnr', 'LLMNR'],
  ['mdns', 'MulticastDNS'],
  ['dnssec', 'DNSSEC'],
  ['dnsovertls', 'DNSOverTLS'],
  ['domain', 'Domains'],
  ['dns', 'DNSEx'],
] as const;
type Verb = (typeof SETTINGS)[number][0];

/** Arguments of resolvectl by verb. */
export type LinkState = Readonly<Record<Verb, readonly string[]>>;

/** resolved takes no more for one link (LINK_SEARCH_DOMAINS_MAX). */
const MAX_DOMAINS = 256;
const REVERSE = '.arpa';
const BUS_NAME = 'org.freedesktop.resolve1';
const AF_INET = 2;

/**
 * Reads the state of a link. It starts no resolved that does not run, and fails with one before systemd 246, which
 * knows no server on another port than 53.
 */
export function readLink(index: number): Command {
  const [first = '', ...rest] = String(index);
  // sd_bus_path_encode(3): a digit at the beginning is escaped.
  const path = `/org/freedesktop/resolve1/link/_${first.charCodeAt(0).toString(16)}${rest.join('')}`;
  const properties = SETTINGS.map(([, property]) => property);
  const options = ['--auto-start=no', '--timeout=3', '--json=short'];
  return {
    argv: ['busctl', ...options, 'get-property', BUS_NAME, path, `${BUS_NAME}.Link`, ...properties],
  };
}

/** Of the output of `readLink`: one JSON value a line. `undefined` if it is something else. */
export function parseLink(output: string): LinkState | undefined {
  const lines = output.trim().split('\n');
  if (lines.length !== SETTINGS.length) return undefined;
  const [route, llmnr, mdns, dnssec, dnsovertls, domains, servers] = lines.map(
    (line) => (JSON.parse(line) as { readonly data: unknown }).data,
  );
  return {
    'default-route': [route === true ? 'yes' : 'no'],
    ...{ llmnr: [String(llmnr)], mdns: [String(mdns)] },
    ...{ dnssec: [String(dnssec)], dnsovertls: [String(dnsovertls)] },
    domain: (domains as [string, boolean][]).map(([name, isRoute]) =>
      isRoute ? `~${name}` : name,
    ),
    dns: (servers as [number, number[], number, string][]).map(([family, bytes, port, name]) =>
      family === AF_INET && name === '' ? `${bytes.join('.')}:${port}` : `${name} ${bytes.join()}`,
    ),
  };
}

/** What a link has to know; `null` is nothing. */
export function linkFor({ port, domains, search }: ResolverConfig): LinkState | null {
  if (domains.length === 0) return null;
  const searched = new Set(search);
  const routed = domains.filter((domain) => !searched.has(domain)).map((domain) => `~${domain}`);
  // Where there are too many, addresses without names are the lesser loss.
  const inOrder = [
    ...searched,
    ...routed.filter((domain) => !domain.endsWith(REVERSE)),
    ...routed.filter((domain) => domain.endsWith(REVERSE)),
  ];
  return {
    'default-route': ['no'],
    // Nobody on the link speaks these, and our answers are not signed.
    ...{ llmnr: ['no'], mdns: ['no'], dnssec: ['no'], dnsovertls: ['no'] },
    domain: [...new Set(inOrder)].slice(0, MAX_DOMAINS),
    dns: [`127.0.0.1:${port}`],
  };
}

/** Leads from one state to another. A bare link is told everything: what it is said to have is its defaults. */
export function planLink(from: LinkState, to: LinkState | null, device: string): Command[] {
  if (to === null || isBare(to)) {
    return isBare(from) ? [] : [revertLink(device)];
  }
  return SETTINGS.filter(
    ([verb]) => isBare(from) || from[verb].join(' ') !== to[verb].join(' '),
  ).map(([verb]) => ({ argv: ['resolvectl', verb, '--', device, ...to[verb]] }));
}

/** Makes a link bare, whatever it was told. */
export function revertLink(device: string): Command {
  return { argv: ['resolvectl', 'revert', '--', device] };
}

export function isBare({ dns, domain }: LinkState): boolean {
  return dns.length === 0 && domain.length === 0;
}
