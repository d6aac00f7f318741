import { expect, it } from 'vitest';
import { hostEntries } from './hosts';
import type { NameRecords, Zone } from './zone-data';

const at = (a: string[], aaaa: string[] = []): NameRecords => ({ a, aaaa, ptr: [] });

it('lists every address with its names of more than one label', () => {
  const zone: Zone = {
    apexes: ['staging.yourapp', 'staging', '17.172.in-addr.arpa'],
    records: new Map([
      ['staging', at(['172.17.0.9'])],
      ['web.staging.yourapp', at(['172.17.0.2'], ['fd00::2'])],
      ['web.staging', at(['172.17.0.2'])],
      ['shop.staging.yourapp', at(['172.17.0.2', '172.17.0.3'])],
      ['2.0.17.172.in-addr.arpa', { a: [], aaaa: [], ptr: ['web.staging.yourapp'] }],
    ]),
    names: new Map(),
  };
  expect(hostEntries(zone)).toEqual([
    {
      address: '172.17.0.2',
      names: ['web.staging.yourapp', 'web.staging', 'shop.staging.yourapp'],
    },
    { address: 'fd00::2', names: ['web.staging.yourapp'] },
    { address: '172.17.0.3', names: ['shop.staging.yourapp'] },
  ]);
});
