import { expect, it } from 'vitest';
import { hostEntries } from './hosts';
import type { NameRecords, Zone } from './zone-data';

const at = (a: string[], aaaa: string[] = []): NameRecords => ({ a, aaaa, ptr: [] });

const zone: Zone = {
  apexes: ['staging.yourapp', '17.172.in-addr.arpa'],
  records: new Map([
    ['staging.yourapp', at([])],
    ['web.staging.yourapp', at(['172.17.0.2'], ['fd00::2'])],
    ['shop.staging.yourapp', at(['172.17.0.2', '172.17.0.3'])],
    ['2.0.17.172.in-addr.arpa', { a: [], aaaa: [], ptr: ['web.staging.yourapp'] }],
  ]),
  names: new Map(),
};

it('lists every address with its names, whole and short', () => {
  expect(hostEntries(zone, ['yourapp'])).toEqual([
    {
      address: '172.17.0.2',
      names: ['web.staging.yourapp', 'shop.staging.yourapp', 'web.staging', 'shop.staging'],
    },
    { address: 'fd00::2', names: ['web.staging.yourapp', 'web.staging'] },
    { address: '172.17.0.3', names: ['shop.staging.yourapp', 'shop.staging'] },
  ]);
});

it('makes no name of one label', () => {
  expect(hostEntries(zone, ['staging.yourapp'])[2]).toEqual({
    address: '172.17.0.3',
    names: ['shop.staging.yourapp'],
  });
});
