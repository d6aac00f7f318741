/** The privileged process on this machine. */
import { list, text, type Texts } from './words';

/** Why a name is refused; the other rules are about routes. */
const NAME_RULES: Readonly<Record<string, string>> = {
  'reserved-domain': 'it belongs to this computer or to the internet itself',
  'public-domain': 'it is a public domain, with names of others below it',
  'reverse-zone': 'no network of that address is routed into the bridge',
  'search-elsewhere': 'it is neither above nor below a domain of the bridge',
  'one-label': 'a name of one word may be anybody’s',
  'host-elsewhere': 'it is below no domain of the bridge',
  'address-not-routed': 'that address is not routed into the bridge',
};

export const HELPER_TEXTS: Texts<'helper'> = {
  'helper.denied': () =>
    text(
      'Permission not given',
      'Gangway needs administrator rights for its network helper, and they were not given.',
      'Connect again and confirm with your password.',
    ),
  'helper.no-agent': ({ reason }) =>
    text(
      'Nobody to ask for permission',
      `Administrator rights cannot be asked for in this session${reason}.`,
      'Start a polkit agent (desktops bring one), or run `gangway` as root.',
    ),
  'helper.failed': ({ reason }) =>
    text(
      'Network helper did not start',
      `The helper that sets up this machine’s network did not start${reason}.`,
      'Connect again; if it repeats, see the logs in Gangway’s folder.',
    ),
  'helper.version': ({ fact }) =>
    text(
      'Network helper of another version',
      `The helper speaks version ${fact('helper', 'X')} and this Gangway version ${fact('app', 'Y')}.`,
      'Quit every Gangway and start it again.',
    ),
  'helper.gone': () =>
    text(
      'Network helper ended',
      'The helper that sets up this machine’s network has ended; what it set up is undone.',
      'Connect again.',
    ),
  'helper.refused': ({ fact, detail }) => {
    const why = NAME_RULES[fact('rule')];
    if (why !== undefined) {
      return text(
        'Name not allowed on this machine',
        `The helper refused ${fact('value', 'a name')}: ${why}.`,
        'Choose other domains under Names in the profile; addresses work all the same.',
      );
    }
    return text(
      'Not allowed on this machine',
      `The helper refused ${fact('value', 'a request')} (${fact('rule', 'policy')})${list(': it would take over ', detail['against'])}.`,
      'Switch that network off under Networks, or take it out of the additional CIDRs.',
    );
  },
  'helper.service-failed': ({ reason, fact }) =>
    text(
      'The service was not changed',
      `The helper could not be ${fact('action', 'changed')} as a service${reason}.`,
      'Nothing was left half done: connecting asks for your password as before.',
    ),
};
