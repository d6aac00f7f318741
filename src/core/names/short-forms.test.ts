import { expect, it } from 'vitest';
import { withShortForms } from './short-forms';
import type { NameRecords, Zone } from './zone-data';

const at = (...a: string[]): NameRecords => ({ a, aaaa: [], ptr: [] });

function zone(profile: string): Zone {
  return {
    apexes: [`${profile}.gangway.internal`, '17.172.in-addr.arpa'],
    records: new Map([
      [`${profile}.gangway.internal`, at()],
      [`web.${profile}.gangway.internal`, at('172.17.0.2')],
      [`api.shop.${profile}.gangway.internal`, at('172.17.0.3')],
    ]),
    names: new Map(),
  };
}

it('answers what is left without the searched domain', () => {
  const { apexes, records } = withShortForms(zone('staging'), ['gangway.internal']);
  expect(apexes).toEqual(['staging.gangway.internal', '17.172.in-addr.arpa', 'staging']);
  expect(records.get('web.staging')).toEqual(at('172.17.0.2'));
  expect(records.get('api.shop.staging')).toEqual(at('172.17.0.3'));
  expect(records.get('web.staging.gangway.internal')).toEqual(at('172.17.0.2'));
});

it('takes nobody’s top-level domain', () => {
  expect(withShortForms(zone('dev'), ['gangway.internal'])).toEqual(zone('dev'));
});

it('has none where nothing is searched', () => {
  expect(withShortForms(zone('staging'), ['corp.internal'])).toEqual(zone('staging'));
});
