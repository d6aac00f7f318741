/** The privileged process on this machine. */
import type { FamilyWords } from '../../error-words';

export const helper = {
  denied: {
    title: 'Permission not given',
    what: 'Gangway needs administrator rights for its network helper, and they were not given.',
    next: 'Try again and confirm with your password.',
  },
  'no-agent': {
    title: 'Nobody to ask for permission',
    what: 'Administrator rights cannot be asked for in this session{{reason}}.',
    next: 'Start a polkit agent (desktops bring one), or run `gangway` as root.',
  },
  failed: {
    title: 'Network helper did not start',
    what: 'The helper that sets up this computer’s network did not start{{reason}}.',
    next: 'Connect again; if it repeats, see the logs in Gangway’s folder.',
  },
  version: {
    title: 'Network helper of another version',
    what: 'The helper speaks version {{helper}} and this Gangway version {{app}}.',
    next: 'Quit every Gangway and start it again.',
    absent: { helper: 'X', app: 'Y' },
  },
  gone: {
    title: 'Network helper ended',
    what: 'The helper that sets up this computer’s network has ended; what it set up is undone.',
    next: 'Connect again.',
  },
  refused: {
    title: 'Not allowed on this computer',
    what: 'The helper refused {{value}} ({{rule}}){{against}}.',
    next: 'Switch that network off under Networks, or take it out of the additional CIDRs.',
    absent: { value: 'a request', rule: 'policy' },
    given: { against: ': it would take over {{against}}' },
  },
  'refused-name': {
    title: 'Name not allowed on this computer',
    what: 'The helper refused {{value}}: {{why}}.',
    next: 'Choose other domains under Names in the profile; addresses work all the same.',
    absent: { value: 'a name' },
  },
  'service-silent': {
    title: 'The service did not start the helper',
    what: 'The helper is installed as a service, but it did not start that way{{reason}}; Gangway asks for your password instead.',
    next: 'If this repeats, install the service again under Settings.',
  },
  'service-failed': {
    title: 'The service was not changed',
    what: 'The helper could not be changed as a service{{reason}}.',
    next: 'Nothing was left half done: connecting asks for your password as before.',
  },
  'service-failed-installed': {
    title: 'The service was not changed',
    what: 'The helper could not be installed as a service{{reason}}.',
    next: 'Nothing was left half done: connecting asks for your password as before.',
  },
  'service-failed-removed': {
    title: 'The service was not changed',
    what: 'The helper could not be removed as a service{{reason}}.',
    next: 'Nothing was left half done: connecting asks for your password as before.',
  },
} satisfies FamilyWords<'helper'>;

/** Why a name is refused, by the rule; the other rules are about routes. */
export const nameRules = {
  'reserved-domain': 'it belongs to this computer or to the internet itself',
  'public-domain': 'it is a public domain, with names of others below it',
  'reverse-zone': 'no network of that address is routed into the bridge',
  'search-elsewhere': 'it is neither above nor below a domain of the bridge',
  'one-label': 'a name of one word may be anybody’s',
  'host-elsewhere': 'it is below no domain of the bridge',
  'address-not-routed': 'that address is not routed into the bridge',
};
