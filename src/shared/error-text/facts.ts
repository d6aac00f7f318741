/** What the slots of the sentences say that are more than one fact: pure. */
import type { ErrorDetail } from '../errors';
import { en } from '../texts/en';

/** What stands in the slots of a sentence, by their names. */
export type Slots = Readonly<Record<string, string | number>>;

/** Looks up a text of `errors` in the catalogue. */
export type Look = (key: string, slots?: Slots) => string;

/** `said` has paraphrases of what is not known where the catalogue does. */
type Fact = (said: ErrorDetail, look: Look, known: ErrorDetail) => string;

/** By slot. */
export const FACTS: Readonly<Record<string, Fact>> = {
  /** `: ` and what a system or a server said, in its own words; empty if nothing. */
  reason: ({ message, reason }) => {
    const said = String(message ?? reason ?? '')
      .trim()
      .replace(/\.$/, '');
    return said ? `: ${said}` : '';
  },
  /** All of them, for an error whose sentence we do not have; empty if there are none. */
  facts: (_said, _look, known) => {
    const told = Object.entries(known).map(([name, fact]) => `${name}: ${fact}`);
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  },
  /** The host, with its port if that is known. */
  at: ({ host = '', port }, look) =>
    port === undefined ? String(host) : look('parts.port', { host, port }),
  /** The host of `host:port`; an IPv6 address stays as it is. */
  machine: ({ host = '' }) => String(host).replace(/^([^:]+):\d+$/, '$1'),
  daemon: ({ endpoint, host = '' }) => String(endpoint ?? host),
  field: ({ field }, look) => look(`parts.fields.${fieldOf(field)}`),
  package: (_said, _look, { tool }) =>
    tool === 'ip' ? 'iproute2' : String(tool ?? 'iproute2 iptables'),
  profileName: ({ name = '' }, _look, known) => String(known['name'] ?? known['id'] ?? name),
  why: ({ rule = '' }, look) => look(`parts.nameRules.${rule}`),
  clash: (said, look) => {
    const { kind = '', with: other, interface: device } = said;
    return look(`parts.clash.${kind in en.errors.parts.clash ? kind : 'local'}`, {
      with: other ?? look('parts.clash.something'),
      on: device ? look('parts.clash.on', { interface: device }) : '',
    });
  },
};

/** Facts as they stand in commands; what is not known stands there as its slot. */
export const ARGUMENTS: Readonly<Record<string, (detail: ErrorDetail) => string>> = {
  HOST: ({ host }) => String(host ?? 'HOST'),
  USER: ({ user }) => String(user ?? 'USER'),
  NAME: ({ name }) => String(name ?? 'NAME'),
  CONTAINER: ({ name }) => String(name ?? 'CONTAINER'),
  NETWORK: ({ network }) => String(network ?? 'NAME'),
  ADDRESS: ({ address }) => String(address ?? 'ADDRESS'),
  DOMAIN: ({ domain }) => String(domain ?? 'NAME'),
  LOGIN: ({ host, port, user }) =>
    `${port === undefined || port === 22 ? '' : `-p ${port} `}${user ? `${user}@` : ''}${host ?? 'HOST'}`,
  /** As it stands in known_hosts, where another port than 22 needs brackets that a shell would expand. */
  KNOWN_HOST: ({ host }) =>
    String(host).startsWith('[') ? `'${host ?? ''}'` : String(host ?? 'HOST'),
};

/** Their entries have fields of names that mean something else elsewhere. */
const LISTS = ['nameservers'];

/** `gateways.0.host` is the host, `networks.2` the networks. */
function fieldOf(field: string | number | undefined): string {
  const parts = String(field ?? '').split('.');
  return (
    parts.find((part) => LISTS.includes(part)) ??
    parts.reverse().find((part) => part in en.errors.parts.fields) ??
    'other'
  );
}
