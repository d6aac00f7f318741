import type { Translation } from '../translation';
import type { shell as english } from '../en/shell';

export const shell: Translation<typeof english> = {
  tray: {
    notConnected: 'nicht verbunden',
    asks: 'wartet auf eine Antwort',
    states: {
      connecting: 'wird verbunden',
      connected: 'verbunden',
      waiting: 'neuer Versuch läuft',
      disconnecting: 'wird getrennt',
      failed: 'fehlgeschlagen',
    },
  },
  menu: {
    connect: '{{name}} verbinden',
    connectFailed: '{{name}} verbinden (fehlgeschlagen)',
    stop: 'Verbinden von {{name}} abbrechen',
    stopWaiting: 'Verbinden von {{name}} abbrechen (neuer Versuch läuft)',
    disconnect: '{{name}} trennen',
    disconnecting: '{{name}} wird getrennt …',
    more: 'Weitere Profile',
    open: 'Gangway öffnen',
    profiles: 'Profile …',
    activity: 'Verlauf …',
    settings: 'Einstellungen …',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    window: 'Fenster',
  },
  notification: {
    dropped: '{{name}}: Verbindung verloren',
    droppedText: '{{cause}} Gangway versucht, sie wiederherzustellen.',
    ended: '{{name}} ist getrennt',
    back: '{{name}} ist wieder da',
    backText: 'Die Verbindung war {{duration}} unterbrochen.',
    failed: '{{name}} ließ sich nicht verbinden',
  },
  duration: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
  },
  titles: {
    profiles: 'Profile – Gangway',
    activity: 'Verlauf – Gangway',
    settings: 'Einstellungen – Gangway',
    container: '{{container}} auf {{profile}} – Gangway',
  },
  dialogs: {
    exportActivity: 'Verlauf exportieren',
    jsonLines: 'JSON-Zeilen',
    saveLogs: 'Logs von {{name}} sichern',
    logs: 'Logs',
  },
};
