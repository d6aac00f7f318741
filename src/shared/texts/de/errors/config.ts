import type { Translation } from '../../translation';
import type { config as english } from '../../en/errors/config';

export const config: Translation<typeof english> = {
  invalid: {
    title: 'Profil nicht gültig',
    what: '{{field}}: {{message}}.',
    next: 'Berichtigen und noch einmal sichern.',
    absent: { message: 'nicht gültig' },
  },
  'invalid-file': {
    title: 'SSH-Konfiguration nicht verstanden',
    what: '{{path}} lässt sich nicht verwenden{{reason}}.',
    next: 'Diese Datei berichtigen; `ssh -G HOST` zeigt, wie ssh selbst sie liest.',
  },
  'invalid-import': {
    title: 'Nichts importiert',
    what: '{{source}} lässt sich nicht importieren: {{message}}.',
    next: 'Noch einmal anfordern oder berichtigen, dann erneut importieren.',
  },
  'invalid-import-field': {
    title: 'Nichts importiert',
    what: '{{source}} lässt sich nicht importieren: {{field}} in {{profile}}: {{message}}.',
    next: 'Noch einmal anfordern oder berichtigen, dann erneut importieren.',
    absent: { profile: 'einem Profil' },
  },
  'file-broken': {
    title: 'Profile nicht lesbar',
    what: 'Gangway kann {{path}} nicht verwenden{{reason}}, und hat nichts daran verändert.',
    next: 'Das neuere Gangway verwenden, das sie geschrieben hat, oder die Datei verschieben, um neu zu beginnen.',
    absent: { path: 'die Profildatei' },
  },
  'file-broken-kept': {
    title: 'Profile beiseitegelegt',
    what: '{{path}} ließ sich nicht verwenden{{reason}}, und liegt jetzt als {{kept}}.',
    next: 'Diese Kopie reparieren und zurücklegen, oder die Profile neu anlegen.',
    absent: { path: 'die Profildatei' },
  },
  'settings-broken': {
    title: 'Einstellungen nicht lesbar',
    what: 'Gangway kann {{path}} nicht verwenden{{reason}}, und hat nichts daran verändert.',
    next: 'Bis diese Datei repariert oder verschoben ist, gelten die üblichen Einstellungen und lassen sich nicht ändern.',
    absent: { path: 'die Datei mit den Einstellungen' },
  },
  'settings-broken-kept': {
    title: 'Einstellungen beiseitegelegt',
    what: '{{path}} ließ sich nicht verwenden{{reason}}, und liegt jetzt als {{kept}}.',
    next: 'Die Einstellungen neu wählen, oder diese Kopie reparieren und zurücklegen.',
    absent: { path: 'die Datei mit den Einstellungen' },
  },
  'unknown-profile': {
    title: 'Kein solches Profil',
    what: 'Es gibt kein Profil {{profileName}}.',
    next: '`gangway profile list` zeigt alle, die es gibt.',
    absent: { name: 'mit diesem Namen' },
  },
  'which-profile': {
    title: 'Welches Profil?',
    what: 'Es ist nicht klar, welches Profil gemeint ist{{names}}.',
    next: 'Eines davon nennen.',
    given: { names: ': {{names}}' },
  },
  'unknown-network': {
    title: 'Kein solches Netz',
    what: 'Docker hat dort kein Netz {{name}}{{names}}.',
    next: '`gangway networks` zeigt alle.',
    absent: { name: 'mit diesem Namen' },
    given: { names: '; es gibt {{names}}' },
  },
  'duplicate-name': {
    title: 'Name schon vergeben',
    what: 'Ein Profil {{name}} gibt es schon.',
    next: 'Einen anderen Namen wählen oder zuerst das andere Profil entfernen.',
    absent: { name: 'mit diesem Namen' },
  },
  'link-refused': {
    title: 'Link nicht ausgeführt',
    what: 'Ein Link wollte etwas, das Gangway für Links nicht tut{{link}}.',
    next: 'Nur Links von vertrauten Personen öffnen; `gangway://connect/NAME` fragt, ob ein Profil verbunden werden soll.',
    given: { link: ': {{link}}' },
  },
  'link-unknown': {
    title: 'Link nicht ausgeführt',
    what: 'Ein Link wollte {{name}} verbinden, aber ein Profil mit diesem Namen gibt es hier nicht.',
    next: 'Das Profil zuerst anlegen oder importieren, dann dem Link noch einmal folgen.',
  },
  'storage-failed': {
    title: 'Nicht gesichert',
    what: '{{path}} lässt sich nicht verwenden{{reason}}.',
    next: 'Platz schaffen oder die Rechte berichtigen, dann erneut versuchen; es wurde nichts verändert.',
    absent: { path: 'Eine Datei von Gangway' },
  },
};
