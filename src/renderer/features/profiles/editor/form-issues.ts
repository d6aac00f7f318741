/** What is wrong with a field, in words: pure. */
import type { TFunction } from 'i18next';
import { parsePrefix } from '../../../../shared/cidr';
import { readNameserver } from '../../../../shared/nameserver-text';
import { entriesOf, linesOf, type FieldPath, type FormValues } from './form-values';

export type Words = TFunction<'profiles'>;

/** `path` leads to the issue in the draft, and so to the entry of a field that takes several. */
export function issueWords(
  field: FieldPath,
  path: readonly PropertyKey[],
  values: FormValues,
  t: Words,
): string {
  switch (field) {
    case 'name':
    case 'emoji':
    case 'openOnConnect':
    case 'environment':
    case 'endpoint':
      return t(`issues.${field}`);
    case 'suffix':
    case 'domain':
      return t('issues.domain');
    case 'cidrs':
      return cidrWords(entryAt(entriesOf(values.cidrs), path[1]), t);
    case 'search': {
      const entry = entryAt(entriesOf(values.search), path[2]);
      return entry === undefined ? t('issues.tooMany') : t('issues.domainOf', { entry });
    }
    case 'nameservers':
      return nameserverWords(entryAt(linesOf(values.nameservers), path[2]), path[3], t);
    case 'colour':
    case 'connectOnStart':
    case 'link':
    case 'context':
    case 'ca':
    case 'cert':
    case 'key':
      return t('issues.other');
    default:
      return gatewayWords(path, values, t);
  }
}

function gatewayWords(
  [, index, field]: readonly PropertyKey[],
  values: FormValues,
  t: Words,
): string {
  switch (field) {
    case 'port':
      return t('issues.port');
    case 'user':
      return t('issues.user');
    case 'identityFile':
      return t('issues.other');
    default:
      return values.gateways[Number(index)]?.host.trim()
        ? t('issues.host')
        : t('issues.hostMissing');
  }
}

function cidrWords(entry: string | undefined, t: Words): string {
  if (entry === undefined) return t('issues.tooMany');
  return parsePrefix(entry) ? t('issues.cidrWide', { entry }) : t('issues.cidr', { entry });
}

function nameserverWords(
  entry: string | undefined,
  part: PropertyKey | undefined,
  t: Words,
): string {
  if (entry === undefined) return t('issues.tooMany');
  const { domain, address } = readNameserver(entry);
  switch (part) {
    case 'domain':
      return t('issues.domainOf', { entry: domain });
    case 'port':
      return t('issues.nameserverPort', { entry: entry.trim() });
    default:
      return address
        ? t('issues.address', { entry: address })
        : t('issues.addressMissing', { entry: entry.trim() });
  }
}

function entryAt(entries: readonly string[], index: PropertyKey | undefined): string | undefined {
  return typeof index === 'number' ? entries[index] : undefined;
}
