import type { errors as english } from '../en/errors';
import type { Translation } from '../translation';
import { config } from './errors/config';
import { control } from './errors/control';
import { docker } from './errors/docker';
import { gateway } from './errors/gateway';
import { helper, nameRules } from './errors/helper';
import { names } from './errors/names';
import { clash, net } from './errors/net';
import { ssh } from './errors/ssh';

export const errors: Translation<typeof english> = {
  config,
  ssh,
  gateway,
  helper,
  net,
  docker,
  names,
  control,
  internal: {
    title: 'Etwas Unerwartetes',
    what: 'Gangway ist auf etwas gestoßen, womit es nicht rechnet{{reason}}.',
    next: 'Erneut versuchen; wenn es wieder geschieht, bitte mit dem Protokoll melden.',
  },
  unknown: {
    title: 'Etwas, das dieses Gangway nicht kennt',
    what: 'Gemeldet wurde der Fehler {{errorCode}}{{facts}}.',
    next: 'Vielleicht ist ein anderes Gangway auf diesem Computer neuer: dieses aktualisieren. Wenn es wieder geschieht, bitte mit dem Protokoll melden.',
  },
  parts: {
    port: '{{host}} (Port {{port}})',
    clash,
    nameRules,
    fields: {
      name: 'Name',
      host: 'Host',
      port: 'Port',
      user: 'Benutzer',
      identityFile: 'Schlüsseldatei',
      cidrs: 'Weitere CIDRs',
      networks: 'Netzwerke',
      suffix: 'Suffix',
      environment: 'Umgebung',
      domain: 'Domain',
      search: 'Suchdomains',
      nameservers: 'Nameserver',
      endpoint: 'Docker-Endpunkt',
      tls: 'TLS-Dateien von Docker',
      context: 'Docker-Kontext',
      other: 'Das Profil',
    },
  },
  code: 'Fehlercode',
};
