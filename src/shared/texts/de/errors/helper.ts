import type { Translation } from '../../translation';
import type { helper as english, nameRules as englishRules } from '../../en/errors/helper';

export const helper: Translation<typeof english> = {
  denied: {
    title: 'Keine Erlaubnis erhalten',
    what: 'Gangway braucht Administratorrechte für seinen Netzwerkhelfer und hat sie nicht bekommen.',
    next: 'Noch einmal versuchen und mit dem Passwort bestätigen.',
  },
  'no-agent': {
    title: 'Niemand kann um Erlaubnis gefragt werden',
    what: 'In dieser Sitzung kann nicht nach Administratorrechten gefragt werden{{reason}}.',
    next: 'Einen polkit-Agenten starten (Desktops bringen einen mit) oder `gangway` als root ausführen.',
  },
  failed: {
    title: 'Netzwerkhelfer nicht gestartet',
    what: 'Der Helfer, der das Netzwerk dieses Computers einrichtet, ist nicht gestartet{{reason}}.',
    next: 'Neu verbinden; wenn es wieder geschieht, in die Protokolle in Gangways Ordner sehen.',
  },
  version: {
    title: 'Netzwerkhelfer anderer Version',
    what: 'Der Helfer spricht Version {{helper}}, dieses Gangway Version {{app}}.',
    next: 'Jedes Gangway beenden und neu starten.',
    absent: { helper: 'X', app: 'Y' },
  },
  gone: {
    title: 'Netzwerkhelfer beendet',
    what: 'Der Helfer, der das Netzwerk dieses Computers einrichtet, wurde beendet; was er eingerichtet hat, ist rückgängig gemacht.',
    next: 'Neu verbinden.',
  },
  refused: {
    title: 'Auf diesem Computer nicht erlaubt',
    what: 'Der Helfer hat {{value}} abgelehnt ({{rule}}){{against}}.',
    next: 'Dieses Netz unter Netzwerke ausschalten oder aus den weiteren CIDRs entfernen.',
    absent: { value: 'eine Anfrage', rule: 'Richtlinie' },
    given: { against: ': es würde {{against}} übernehmen' },
  },
  'refused-name': {
    title: 'Name auf diesem Computer nicht erlaubt',
    what: 'Der Helfer hat {{value}} abgelehnt: {{why}}.',
    next: 'Im Profil unter Namen andere Domains wählen; Adressen funktionieren trotzdem.',
    absent: { value: 'einen Namen' },
  },
  'service-silent': {
    title: 'Der Dienst hat den Helfer nicht gestartet',
    what: 'Der Helfer ist als Dienst installiert, wurde so aber nicht gestartet{{reason}}; Gangway fragt stattdessen nach dem Passwort.',
    next: 'Falls das wieder vorkommt: den Dienst in den Einstellungen neu installieren.',
  },
  'service-failed': {
    title: 'Dienst nicht geändert',
    what: 'Der Helfer ließ sich als Dienst nicht ändern{{reason}}.',
    next: 'Nichts blieb halb getan: Beim Verbinden wird wie bisher nach dem Passwort gefragt.',
  },
  'service-failed-installed': {
    title: 'Dienst nicht geändert',
    what: 'Der Helfer ließ sich nicht als Dienst installieren{{reason}}.',
    next: 'Nichts blieb halb getan: Beim Verbinden wird wie bisher nach dem Passwort gefragt.',
  },
  'service-failed-removed': {
    title: 'Dienst nicht geändert',
    what: 'Der Helfer ließ sich als Dienst nicht entfernen{{reason}}.',
    next: 'Nichts blieb halb getan: Beim Verbinden wird wie bisher nach dem Passwort gefragt.',
  },
};

export const nameRules: Translation<typeof englishRules> = {
  'reserved-domain': 'er gehört zu diesem Computer oder zum Internet selbst',
  'public-domain': 'es ist eine öffentliche Domain mit Namen anderer darunter',
  'reverse-zone': 'kein Netz mit dieser Adresse wird in die Brücke geroutet',
  'search-elsewhere': 'er liegt weder über noch unter einer Domain der Brücke',
  'one-label': 'ein Name aus einem Wort kann jedem gehören',
  'host-elsewhere': 'er liegt unter keiner Domain der Brücke',
  'address-not-routed': 'diese Adresse wird nicht in die Brücke geroutet',
};
