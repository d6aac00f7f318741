import type { Translation } from '../../translation';
import type { gateway as english } from '../../en/errors/gateway';

export const gateway: Translation<typeof english> = {
  'tunnel-not-permitted': {
    title: 'Tunnel nicht erlaubt',
    what: 'Der SSH-Server auf {{host}} lässt {{user}} keinen Tunnel öffnen.',
    next: '`PermitTunnel yes` (oder `point-to-point`) auf {{machine}} in /etc/ssh/sshd_config eintragen und sshd neu laden: `systemctl reload ssh`.',
    absent: { host: 'dem Gateway', user: 'den angemeldeten Benutzer' },
  },
  'tun-denied': {
    title: 'Zu wenig Rechte auf dem Gateway',
    what: '{{user}} darf auf {{host}} keine Netzwerkschnittstelle einrichten.',
    next: 'Als root anmelden, mit `sudo` ohne Passwort oder als Mitglied der Gruppe docker; oder ein Gerät vorbereiten lassen: siehe „Logins without root“ in docs/known-issues.md.',
    absent: { host: 'dem Gateway', user: 'der angemeldete Benutzer' },
  },
  'tool-missing': {
    title: 'Werkzeug fehlt auf dem Gateway',
    what: 'Auf {{host}} fehlt {{tool}}.',
    next: 'Dort installieren; unter Debian und Ubuntu: `apt-get install {{package}}`.',
    absent: { host: 'dem Gateway', tool: 'ein nötiges Werkzeug' },
  },
  'setup-failed': {
    title: 'Einrichten auf dem Gateway fehlgeschlagen',
    what: 'Das Gateway ließ sich nicht einrichten{{step}}{{reason}}.',
    next: 'Was eingerichtet war, ist rückgängig gemacht; prüfen, ob `ip` und `iptables` dort funktionieren.',
    given: { step: ' (Schritt {{step}})' },
  },
  'guard-lost': {
    title: 'Einrichtung des Gateways beendet',
    what: 'Der Prozess, der das Gateway eingerichtet hält, wurde beendet{{reason}}.',
    next: 'Gangway verbindet sich von selbst neu; wenn es wieder geschieht, nachsehen, was auf dem Gateway Prozesse beendet.',
  },
  'attach-failed': {
    title: 'Netz nicht angeschlossen',
    what: 'Das Gateway ließ sich nicht an {{network}} anschließen{{reason}}.',
    next: 'Das Netz aus- und wieder einschalten; wenn es wieder geschieht, im Protokoll des Docker-Daemons auf dem Gateway nachsehen.',
    absent: { network: 'das Overlay-Netz' },
  },
};
