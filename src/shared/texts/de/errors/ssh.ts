import type { Translation } from '../../translation';
import type { ssh as english } from '../../en/errors/ssh';

export const ssh: Translation<typeof english> = {
  dns: {
    title: 'Hostname nicht gefunden',
    what: 'Der Name {{host}} ließ sich nicht auflösen.',
    next: 'Die Schreibweise und das DNS dieses Computers prüfen.',
    absent: { host: 'des Gateways' },
  },
  refused: {
    title: 'Verbindung abgelehnt',
    what: '{{at}} ist erreichbar, aber dort lauscht kein SSH-Server.',
    next: 'Den Port prüfen, und ob sshd auf dieser Maschine läuft.',
    absent: { host: 'das Gateway' },
  },
  unreachable: {
    title: 'Host nicht erreichbar',
    what: 'Es gibt keinen Weg zu {{at}}{{reason}}.',
    next: 'Das Netzwerk dieses Computers prüfen, und VPNs, hinter denen der Host liegen kann.',
    absent: { host: 'dem Gateway' },
  },
  timeout: {
    title: 'Keine Antwort',
    what: '{{at}} hat nicht rechtzeitig geantwortet.',
    next: 'Die Adresse prüfen, und dass keine Firewall die Verbindung verwirft.',
    absent: { host: 'das Gateway' },
  },
  lost: {
    title: 'Verbindung verloren',
    what: 'Die SSH-Verbindung zu {{at}} ist abgebrochen{{reason}}.',
    next: 'Das Netzwerk dieses Computers prüfen; Gangway stellt eine Brücke von selbst wieder her.',
    absent: { host: 'dem Gateway' },
  },
  protocol: {
    title: 'Keine gemeinsame SSH-Sprache',
    what: '{{at}} und Gangway konnten sich auf keine Verbindung einigen{{reason}}.',
    next: 'Prüfen, ob dort ein SSH-Server antwortet: `ssh -v {{HOST}}` zeigt, was er anbietet.',
    absent: { host: 'das Gateway' },
  },
  'auth-failed': {
    title: 'Anmeldung abgelehnt',
    what: '{{at}} hat die Anmeldung von {{user}} nicht angenommen{{tried}}.',
    next: 'Den Benutzernamen und den Schlüssel prüfen; zuerst muss `ssh {{LOGIN}}` gelingen.',
    absent: { host: 'das Gateway', user: 'diesem Benutzer' },
    given: { tried: ' (versucht: {{tried}})' },
  },
  'login-unfinished': {
    title: 'Anmeldung nicht beendet',
    what: 'Die Verbindung zu {{at}} ist abgebrochen, bevor {{user}} angemeldet war{{reason}}. Gangway stellt die Fragen nicht von selbst noch einmal.',
    next: 'Neu verbinden und bald antworten: Die meisten Server warten zwei Minuten.',
    absent: { host: 'dem Gateway', user: 'der Benutzer' },
  },
  cancelled: {
    title: 'Abgebrochen',
    what: 'Das Verbinden wurde abgebrochen, bevor {{host}} uns eingelassen hat{{reason}}.',
    next: 'Neu verbinden und die Fragen beantworten, oder den Schlüssel mit `ssh-add` in den ssh-agent laden.',
    absent: { host: 'das Gateway' },
  },
  'needs-answer': {
    title: 'Deine Antwort ist nötig',
    what: '{{host}} stellt wieder Fragen, bevor die Verbindung steht. Gangway hat angehalten: Es antwortet nie von selbst und fragt nicht immer wieder nach.',
    next: 'Verbinden, sobald du antworten kannst.',
    absent: { host: 'das Gateway' },
  },
  'needs-answer-passphrase': {
    title: 'Deine Passphrase ist nötig',
    what: 'Der private Schlüssel {{path}} ist gesperrt. Gangway hat angehalten: Es merkt sich keine Passphrase und fragt nicht immer wieder nach.',
    next: 'Verbinden, sobald du antworten kannst, oder den Schlüssel mit `ssh-add` in den ssh-agent laden.',
    absent: { path: 'dieses Profils' },
  },
  'needs-answer-host-key': {
    title: 'Deine Antwort ist nötig',
    what: '{{host}} zeigt einen Host-Schlüssel, dem noch niemand vertraut hat. Gangway hat angehalten: Es vertraut keinem Schlüssel von selbst.',
    next: 'Verbinden, sobald du ihn dir ansehen kannst.',
    absent: { host: 'das Gateway' },
  },
  'key-unreadable': {
    title: 'Schlüssel nicht lesbar',
    what: 'Der private Schlüssel{{path}} lässt sich nicht lesen{{reason}}.',
    next: 'Den Pfad und seine Rechte prüfen (`chmod 600`), und ob es ein privater Schlüssel ist.',
    given: { path: ' {{path}}' },
  },
  'key-passphrase-wrong': {
    title: 'Falsche Passphrase',
    what: 'Diese Passphrase öffnet {{path}} nicht.',
    next: 'Neu verbinden, oder den Schlüssel mit `ssh-add` in den ssh-agent laden.',
    absent: { path: 'den privaten Schlüssel' },
  },
  'host-key-unknown': {
    title: 'Unbekannter Host',
    what: '{{host}} steht nicht in known_hosts; sein Host-Schlüssel ({{keyType}}) ist {{fingerprint}}.',
    next: 'Mit `ssh-keygen -lf` auf jener Maschine vergleichen, dann verbinden und annehmen (Befehlszeile: `--accept-new-host-key`).',
    absent: {
      host: 'das Gateway',
      keyType: 'Art unbekannt',
      fingerprint: 'ohne bekannten Fingerabdruck',
    },
  },
  'host-key-changed': {
    title: 'Host-Schlüssel hat sich geändert',
    what: '{{host}} zeigt den Host-Schlüssel ({{keyType}}) {{fingerprint}}, und das ist nicht der in {{file}}{{line}}. Jemand könnte dazwischen sitzen, darum wurde nichts gesendet.',
    next: 'Bei der Administration nachfragen oder auf der Konsole der Maschine `ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub` ausführen. Wenn der neue Schlüssel stimmt: `ssh-keygen -R {{KNOWN_HOST}}`, dann neu verbinden.',
    absent: {
      host: 'das Gateway',
      keyType: 'Art unbekannt',
      fingerprint: 'mit unbekanntem Fingerabdruck',
      file: 'known_hosts',
    },
    given: { line: ', Zeile {{line}}' },
  },
  'known-hosts-unwritable': {
    title: 'Host-Schlüssel nicht gemerkt',
    what: '{{path}} lässt sich nicht schreiben{{reason}}.',
    next: 'Die Rechte der Datei berichtigen; sie muss dir gehören.',
    absent: { path: 'die Datei known_hosts' },
  },
  'channel-refused': {
    title: 'Kanal abgelehnt',
    what: 'Der SSH-Server weigert sich, {{path}} zu öffnen{{reason}}.',
    next: 'AllowStreamLocalForwarding, AllowTcpForwarding und DisableForwarding in seiner /etc/ssh/sshd_config prüfen.',
    absent: { path: 'einen Kanal' },
  },
};
