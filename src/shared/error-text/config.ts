/** Profiles and the files they come from. */
import type { ErrorDetail } from '../errors';
import { list, text, type ErrorText, type Texts } from './words';

export const CONFIG_TEXTS: Texts<'config'> = {
  'config.invalid': ({ fact, reason, detail }) => {
    if (detail['source'] !== undefined) return notImported(detail);
    return detail['path'] === undefined
      ? text(
          'Not a valid profile',
          `${fieldName(detail['field'])}: ${fact('message', 'not valid')}.`,
          'Correct it and save again.',
        )
      : text(
          'SSH configuration not understood',
          `${fact('path')} cannot be used${reason}.`,
          'Correct that file; `ssh -G HOST` shows how ssh itself reads it.',
        );
  },
  'config.file-broken': ({ fact, reason, detail }) =>
    detail['kept'] === undefined
      ? text(
          'Profiles not readable',
          `Gangway cannot use ${fact('path', 'the profile file')}${reason}, and has left it alone.`,
          'Use the newer Gangway that wrote it, or move the file away to start afresh.',
        )
      : text(
          'Profiles set aside',
          `${fact('path', 'the profile file')} could not be used${reason}, and is kept as ${fact('kept')}.`,
          'Repair that copy and move it back, or add your profiles again.',
        ),
  'config.unknown-profile': ({ fact }) =>
    text(
      'No such profile',
      `There is no profile ${fact('name', fact('id', 'of that name'))}.`,
      '`gangway profile list` shows those there are.',
    ),
  'config.which-profile': ({ detail }) =>
    text(
      'Which profile?',
      `It is not clear which profile is meant${list(': ', detail['names'])}.`,
      'Name one of them.',
    ),
  'config.unknown-network': ({ fact, detail }) =>
    text(
      'No such network',
      `Docker there has no network ${fact('name', 'of that name')}${list('; it has ', detail['names'])}.`,
      '`gangway networks` shows them all.',
    ),
  'config.duplicate-name': ({ fact }) =>
    text(
      'Name already taken',
      `There is already a profile named ${fact('name', 'like that')}.`,
      'Choose another name, or remove the other profile first.',
    ),
  'config.storage-failed': ({ fact, reason }) =>
    text(
      'Not saved',
      `${fact('path', 'A file of Gangway')} cannot be used${reason}.`,
      'Make room or correct the permissions, then try again; nothing was changed.',
    ),
};

function notImported({ source, profile, field, message }: ErrorDetail): ErrorText {
  const why = field === undefined ? message : `${fieldName(field)} of ${profile}: ${message}`;
  return text(
    'Nothing imported',
    `${source} cannot be imported: ${why}.`,
    'Ask for it once more, or correct it, and import it again.',
  );
}

const FIELDS: Readonly<Record<string, string>> = {
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
};

/** Their entries have fields of names that mean something else elsewhere. */
const LISTS = ['nameservers'];

/** `gateways.0.host` is the host, `networks.2` the networks. */
function fieldName(field: string | number | undefined): string {
  const parts = String(field ?? '').split('.');
  const known =
    parts.find((part) => LISTS.includes(part)) ?? parts.reverse().find((part) => part in FIELDS);
  return (known && FIELDS[known]) ?? 'The profile';
}
