import type { Translation } from '../translation';
import type { settings as english } from '../en/settings';

export const settings: Translation<typeof english> = {
  title: 'Einstellungen',
  general: 'Allgemein',
  startAtLogin: 'Bei der Anmeldung starten',
  startAtLoginHint: 'Gangway wartet in der Menüleiste. Verbunden wird dadurch noch nichts.',
  restoreConnections: 'Beim Start wieder verbinden',
  restoreConnectionsHint:
    'Was beim Beenden verbunden war. Unabhängig davon kann jedes Profil selbst festlegen, dass es beim Start verbunden wird.',
  notifications: 'Mitteilungen',
  notificationsHint:
    'Wenn eine Verbindung abbricht oder zurückkommt, oder wenn sie nicht zustande kommt und kein Fenster es zeigt. Nie über das, was man selbst getan hat.',
  appearance: 'Erscheinungsbild',
  theme: 'Farben',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languages: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
  names: 'Namen',
  suffix: 'Suffix für Namen',
  suffixHint: 'Ein Container heißt {{example}}, wenn sein Profil kein eigenes Suffix hat.',
  suffixInvalid: 'Keine Domain wie corp.internal',
  permission: 'Berechtigung',
  service: 'Helfer als Dienst',
  serviceHint: {
    absent:
      'Beim Verbinden wird einmal pro Sitzung nach dem Passwort gefragt. Als Dienst des Systems fragt der Netzwerk-Helfer nicht mehr.',
    installed: 'Verbinden geht ohne Passwort. Installiert als {{path}}',
    outdated:
      'Er gehört zu einer anderen Version von Gangway und muss neu installiert werden. Installiert als {{path}}',
    'no-service-manager':
      'Hier nicht möglich: Dieses System hat kein systemd. Beim Verbinden wird einmal pro Sitzung nach dem Passwort gefragt.',
    'runtime-not-safe':
      'Hier nicht möglich: Andere können die Dateien dieses Gangway ändern, und der Dienst würde sie als root ausführen. Als Paket installiert geht es.',
    'runs-as-root': 'Nicht nötig: Dieses Gangway läuft als root und fragt nach keinem Passwort.',
  },
  serviceChecking: 'Wird geprüft …',
  serviceInstall: 'Installieren …',
  serviceInstallAgain: 'Neu installieren …',
  serviceRemove: 'Entfernen …',
  serviceBusy: 'Wartet auf das Passwort …',
  updates: 'Updates',
  updatesChannel: 'Kanal',
  updatesChannels: { stable: 'Stabil', beta: 'Beta', off: 'Aus' },
  updatesState: {
    unavailable: 'Dieser Build sucht nicht nach neueren Versionen.',
    off: 'Gangway sucht nicht nach neueren Versionen.',
    current: 'Das ist die neueste Version.',
    available: 'Version {{version}} ist geladen und wird beim Beenden von Gangway installiert.',
    checking: 'Neuere Versionen werden gesucht …',
  },
  updatesCheck: 'Jetzt suchen',
  diagnosis: 'Diagnose',
  logLevel: 'Protokollstufe',
  logLevelHint: 'Der Protokolldatei {{path}}. Eingaben stehen nie darin.',
  logLevels: {
    error: 'Fehler',
    warn: 'Warnungen',
    info: 'Normal',
    debug: 'Alles',
  },
  version: 'Gangway {{version}}',
};
