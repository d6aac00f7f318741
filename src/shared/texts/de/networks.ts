import type { Translation } from '../translation';
import type { networks as english } from '../en/networks';

export const networks: Translation<typeof english> = {
  title: 'Netzwerke',
  groups: {
    docker: 'Docker-Netzwerke',
    closed: 'Nicht erreichbar',
    cidr: 'Weitere CIDRs',
    chosen: 'Für die nächste Verbindung gewählt',
  },
  edit: 'Bearbeiten',
  editGroup: '{{group}} bearbeiten',
  reach: { off: 'Aus', opening: 'Öffnet …', on: 'Ein', refused: 'Abgelehnt' },
  facts: '{{driver}} · {{containers}}',
  scope: '{{driver}}, {{scope}}',
  containers_zero: 'keine Container',
  containers_one: '{{count}} Container',
  containers_other: '{{count}} Container',
  nodes: 'auf {{nodes}}',
  route: '{{name}} routen',
  remapped: '<real/> hier als <routed/>',
  none: {
    title: 'Keine Netzwerke',
    text: 'Docker hat dort kein Netz, das sich routen ließe. Neue erscheinen hier, sobald sie angelegt sind.',
  },
  notConnected: {
    title: 'Nicht verbunden',
    text: '{{profile}} verbinden, um die Netze zu sehen, die Docker dort hat, und unter ihnen zu wählen.',
  },
};
