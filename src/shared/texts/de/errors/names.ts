import type { Translation } from '../../translation';
import type { names as english } from '../../en/errors/names';

export const names: Translation<typeof english> = {
  'server-failed': {
    title: 'Keine Namen',
    what: 'Gangway konnte seinen DNS-Server auf diesem Computer nicht öffnen{{reason}}.',
    next: 'Adressen funktionieren trotzdem. Ist die Ursache behoben, trennen und neu verbinden.',
  },
  'apply-failed': {
    title: 'Keine Namen',
    what: 'Diesem Computer ließ sich nicht sagen, dass er Gangway nach den Namen der Container fragen soll{{reason}}.',
    next: 'Adressen funktionieren trotzdem, und `gangway resolve NAME` antwortet.',
  },
  'nameserver-silent': {
    title: 'Ein Nameserver antwortet nicht',
    what: '{{address}} hinter der Brücke antwortet nicht für {{domain}}.',
    next: 'Die Adresse im Profil prüfen, und ob er auf dem Gateway antwortet: `dig @{{ADDRESS}} {{DOMAIN}}`.',
    absent: { address: 'Ein Nameserver', domain: 'seine Domain' },
  },
};
