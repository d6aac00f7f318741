/** Names on the laptop. */
import { text, type Texts } from './words';

export const NAMES_TEXTS: Texts<'names'> = {
  'names.server-failed': ({ reason }) =>
    text(
      'No names',
      `Gangway could not open its DNS server on this computer${reason}.`,
      'Addresses work all the same. Disconnect and connect again once the cause is gone.',
    ),
  'names.apply-failed': ({ reason }) =>
    text(
      'No names',
      `This computer could not be told to ask Gangway for the containers’ names${reason}.`,
      'Addresses work all the same, and `gangway resolve NAME` answers.',
    ),
  'names.nameserver-silent': ({ fact }) =>
    text(
      'A nameserver does not answer',
      `${fact('address', 'A nameserver')} behind the bridge does not answer for ${fact('domain', 'its domain')}.`,
      `Check its address in the profile, and that it answers on the gateway: \`dig @${fact('address', 'ADDRESS')} ${fact('domain', 'NAME')}\`.`,
    ),
};
