/** Names on the laptop. */
import type { FamilyWords } from '../../error-words';

export const names = {
  'server-failed': {
    title: 'No names',
    what: 'Gangway could not open its DNS server on this computer{{reason}}.',
    next: 'Addresses work all the same. Disconnect and connect again once the cause is gone.',
  },
  'apply-failed': {
    title: 'No names',
    what: 'This computer could not be told to ask Gangway for the containers’ names{{reason}}.',
    next: 'Addresses work all the same, and `gangway resolve NAME` answers.',
  },
  'nameserver-silent': {
    title: 'A nameserver does not answer',
    what: '{{address}} behind the bridge does not answer for {{domain}}.',
    next: 'Check its address in the profile, and that it answers on the gateway: `dig @{{ADDRESS}} {{DOMAIN}}`.',
    absent: { address: 'A nameserver', domain: 'its domain' },
  },
} satisfies FamilyWords<'names'>;
