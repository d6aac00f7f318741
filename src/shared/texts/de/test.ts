import type { Translation } from '../translation';
import type { test as english } from '../en/test';

export const test: Translation<typeof english> = {
  title: 'Verbindungstest',
  again: 'Erneut testen',
  close: 'Test schließen',
  stale: 'Das Profil wurde seitdem geändert; so war es davor.',
  stepsOf: 'Test von {{gateway}}',
  steps: {
    resolve: 'Adresse finden',
    reach: 'Erreichen',
    'host-key': 'Host-Schlüssel',
    login: 'Anmelden',
    docker: 'Docker',
    rights: 'Rechte',
    networks: 'Netzwerke',
  },
  looks: {
    waiting: 'noch nicht',
    running: 'läuft',
    passed: 'funktioniert',
    warned: 'funktioniert, mit Warnung',
    failed: 'fehlgeschlagen',
    skipped: 'nicht versucht',
  },
  facts: {
    login: '{{user}}, per {{method}}',
    docker_one: '{{engine}}, {{count}} Container',
    docker_other: '{{engine}}, {{count}} Container',
    rights: {
      root: 'als root',
      sudo: 'mit sudo',
      prepared: 'auf einem dort vorbereiteten Gerät',
      docker: 'über einen privilegierten Container',
    },
    mode: { relay: 'Relay', 'tun-channel': 'OpenSSH-Tunnel' },
    routed_one: '{{count}} erreichbar',
    routed_other: '{{count}} erreichbar',
    refused_one: '{{count}} abgelehnt',
    refused_other: '{{count}} abgelehnt',
  },
  summary: {
    running: 'Test läuft…',
    works: 'Alles funktioniert.',
    warned: 'Es funktioniert, aber nicht so gut wie möglich.',
    failed: 'Es funktioniert noch nicht.',
    unknown: 'Der Test lief nicht bis zum Ende.',
    cancelled: 'Abgebrochen.',
    several: '{{working}} von {{count}} Gateways funktionieren.',
  },
};
