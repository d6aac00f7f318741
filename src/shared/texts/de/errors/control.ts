import type { Translation } from '../../translation';
import type { control as english } from '../../en/errors/control';

export const control: Translation<typeof english> = {
  busy: {
    title: 'Gangway läuft schon',
    what: 'Ein anderes Gangway bedient bereits {{path}}.',
    next: 'Dieses verwenden oder zuerst beenden.',
    absent: { path: 'diesen Profilordner' },
  },
  gone: {
    title: 'Gangway wurde beendet',
    what: 'Das Gangway, das die Brücken hielt, wurde beendet, und mit ihm seine Brücken.',
    next: 'Neu verbinden{{log}}.',
    given: { log: '; sein Protokoll ist {{log}}' },
  },
  'not-connected': {
    title: 'Nicht verbunden',
    what: '{{name}} ist nicht verbunden.',
    next: 'Zuerst verbinden: `gangway up {{NAME}}`.',
    absent: { name: 'Dieses Profil' },
  },
  'too-long': {
    title: 'Zu viel zum Kopieren',
    what: 'Das ist mehr Text, als Gangway auf einmal kopiert{{most}}.',
    next: 'Einen Teil davon kopieren oder alles sichern, wo es einen Knopf dafür gibt.',
    given: { most: ': {{most}} MB' },
  },
};
