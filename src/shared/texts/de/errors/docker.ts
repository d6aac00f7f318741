import type { Translation } from '../../translation';
import type { docker as english } from '../../en/errors/docker';

export const docker: Translation<typeof english> = {
  missing: {
    title: 'Kein Docker auf dem Gateway',
    what: 'Unter {{path}} gibt es auf {{host}} keinen Docker-Socket.',
    next: 'Docker dort starten: `systemctl start docker`.',
    absent: { path: '/var/run/docker.sock', host: 'dem Gateway' },
  },
  denied: {
    title: 'Docker nicht erlaubt',
    what: '{{user}} darf den Docker-Socket {{path}} auf {{host}} nicht verwenden.',
    next: 'Dort als root `usermod -aG docker {{USER}}` ausführen und neu verbinden, oder als root anmelden.',
    absent: { path: '/var/run/docker.sock', host: 'dem Gateway', user: 'der angemeldete Benutzer' },
  },
  'no-such-container': {
    title: 'Kein solcher Container',
    what: 'Hinter der Brücke gibt es keinen Container {{name}}.',
    next: '`gangway ps` zeigt alle, die es gibt.',
    absent: { name: 'mit diesem Namen' },
  },
  'which-container': {
    title: 'Welcher Container?',
    what: '{{name}} kann jeder von diesen sein: {{matches}}.',
    next: '`gangway ps` zeigt alle, die es gibt.',
    absent: { name: 'Dieser Name' },
  },
  'context-taken': {
    title: 'Kein Docker-Kontext',
    what: 'Einen Docker-Kontext {{context}} gibt es schon, und er ist nicht von Gangway.',
    next: '`gangway docker NAME -- ps` verwenden, oder diesen Kontext umbenennen und neu verbinden.',
    absent: { context: 'mit diesem Namen' },
  },
  'context-failed': {
    title: 'Kein Docker-Kontext',
    what: 'Der Docker-Kontext ließ sich nicht nach {{path}} schreiben{{reason}}.',
    next: '`gangway docker NAME -- ps` verwenden, das keinen braucht.',
    absent: { path: 'Dockers Ordner' },
  },
  'socket-failed': {
    title: 'Kein Socket für docker',
    what: 'Der Socket für das `docker` dieses Computers ließ sich unter {{path}} nicht öffnen{{reason}}.',
    next: 'Container sind trotzdem erreichbar. Ist die Ursache behoben, trennen und neu verbinden.',
    absent: { path: 'seinem Pfad' },
  },
  'tls-failed': {
    title: 'Kein TLS mit Docker',
    what: 'Eine TLS-Verbindung zu Docker unter {{daemon}} kam nicht zustande{{reason}}.',
    next: 'Den Endpunkt und die TLS-Dateien des Profils prüfen.',
    absent: { host: 'dem Gateway' },
  },
  'no-cli': {
    title: 'Kein docker auf diesem Computer',
    what: 'Auf diesem Computer gibt es keinen Befehl `docker`.',
    next: 'Den Docker-Client installieren (unter Debian `apt-get install docker-cli` oder `docker.io`); ein Daemon wird hier nicht gebraucht.',
  },
  'not-running': {
    title: 'Läuft nicht',
    what: '{{name}} läuft nicht.',
    next: 'Starten, dann erneut versuchen.',
    absent: { name: 'Dieser Container' },
  },
  'no-shell': {
    title: 'Keine Shell darin',
    what: '{{name}} hat keine Shell, die sich starten ließe{{reason}}.',
    next: 'Vielleicht enthält das Image nur sein Programm. Die Logs zeigen, was es meldet.',
    absent: { name: 'Dieser Container' },
  },
  'no-logs': {
    title: 'Keine Logs da',
    what: 'Docker bewahrt von {{name}} keine Logs auf, die sich lesen ließen{{reason}}.',
    next: 'Vielleicht schickt der Logging-Treiber sie woandershin: dort nachsehen.',
    absent: { name: 'diesem Container' },
  },
  'action-failed': {
    title: 'Das ging nicht',
    what: 'Docker hat das mit {{name}} nicht getan{{reason}}.',
    next: 'Die Logs sagen vielleicht, warum.',
    absent: { name: 'dem Container' },
  },
  'start-failed': {
    title: 'Starten fehlgeschlagen',
    what: 'Docker hat {{name}} nicht gestartet{{reason}}.',
    next: 'Die Logs sagen vielleicht, warum.',
    absent: { name: 'den Container' },
  },
  'stop-failed': {
    title: 'Stoppen fehlgeschlagen',
    what: 'Docker hat {{name}} nicht gestoppt{{reason}}.',
    next: 'Die Logs sagen vielleicht, warum.',
    absent: { name: 'den Container' },
  },
  'restart-failed': {
    title: 'Neustart fehlgeschlagen',
    what: 'Docker hat {{name}} nicht neu gestartet{{reason}}.',
    next: 'Die Logs sagen vielleicht, warum.',
    absent: { name: 'den Container' },
  },
  failed: {
    title: 'Docker antwortet nicht',
    what: 'Docker auf {{host}} antwortet nicht, wie es sollte{{reason}}.',
    next: '`journalctl -u docker` auf dem Gateway zeigt mehr; bereits geroutete Adressen funktionieren weiter.',
    absent: { host: 'dem Gateway' },
  },
};
