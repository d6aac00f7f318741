/** What a bridge answers, in few words. */
import type { BridgeNames, NameRecords } from '../zone-data';

function records(of: Partial<NameRecords> = {}): NameRecords {
  return { a: [], aaaa: [], ptr: [], ...of };
}

/** Zone `staging.test` and a reverse zone, unless told otherwise. */
export function bridgeNames(
  named: Readonly<Record<string, Partial<NameRecords>>> = {},
  besides: Partial<BridgeNames> & { readonly apexes?: readonly string[] } = {},
): BridgeNames {
  const { apexes = ['staging.test', '17.172.in-addr.arpa'], ...others } = besides;
  const all = Object.entries(named).map(([name, of]) => [name, records(of)] as const);
  return {
    profile: 'staging',
    zone: { apexes, records: new Map(all), names: new Map() },
    ...{ forwards: [], search: [], outside: [], outsideServers: [] },
    ...others,
  };
}
