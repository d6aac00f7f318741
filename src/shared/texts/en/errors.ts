/** What is said about each error: by its code, and by a variant of it where the facts ask for one. */
import { config } from './errors/config';
import { control } from './errors/control';
import { docker } from './errors/docker';
import { gateway } from './errors/gateway';
import { helper, nameRules } from './errors/helper';
import { names } from './errors/names';
import { clash, net } from './errors/net';
import { ssh } from './errors/ssh';

export const errors = {
  config,
  ssh,
  gateway,
  helper,
  net,
  docker,
  names,
  control,
  internal: {
    title: 'Something unexpected',
    what: 'Gangway ran into something it does not expect{{reason}}.',
    next: 'Try again; if it repeats, please report it with the log.',
  },
  /** A code that a newer Gangway has. */
  unknown: {
    title: 'Something this Gangway does not know',
    what: 'It was told of the error {{errorCode}}{{facts}}.',
    next: 'Another Gangway on this computer may be newer: update this one. If it repeats, please report it with the log.',
  },
  /** Parts of the sentences. */
  parts: {
    port: '{{host}} port {{port}}',
    clash,
    nameRules,
    fields: {
      name: 'Name',
      host: 'Host',
      port: 'Port',
      user: 'User',
      identityFile: 'Identity file',
      cidrs: 'Additional CIDRs',
      networks: 'Networks',
      suffix: 'Suffix',
      environment: 'Environment',
      domain: 'Domain',
      search: 'Search domains',
      nameservers: 'Nameservers',
      endpoint: 'Docker endpoint',
      tls: 'Docker TLS files',
      context: 'Docker context',
      /** None of these. */
      other: 'The profile',
    },
  },
  /** Names the code of an error, for those who report it. */
  code: 'Error code',
};
