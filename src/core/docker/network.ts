/** From an entry of `GET /networks` (Docker Engine API 1.24 and later) to a `Network`: pure. */
import { z } from 'zod';
import { formatPrefix, mask, parseAddress } from '../../shared/cidr';
import type { Network } from '../../shared/inventory';

/** The part that we read. */
export const networkSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Scope: z.string(),
  Internal: z.boolean().nullish(),
  IPAM: z
    .object({ Config: z.array(z.object({ Subnet: z.string().nullish() })).nullish() })
    .nullish(),
});

export function toNetwork(entry: z.infer<typeof networkSchema>): Network {
  return {
    id: entry.Id,
    name: entry.Name,
    driver: entry.Driver,
    scope: entry.Scope === 'swarm' || entry.Scope === 'global' ? entry.Scope : 'local',
    internal: entry.Internal ?? false,
    subnets: (entry.IPAM?.Config ?? []).flatMap(({ Subnet }) => ipv4Prefix(Subnet ?? '')),
  };
}

/** Docker keeps a subnet as it was typed, so that host bits may be set; IPv6 gives nothing. */
function ipv4Prefix(subnet: string): string[] {
  const [addressText = '', lengthText = ''] = subnet.split('/');
  const address = parseAddress(addressText);
  const length = Number(lengthText);
  if (address === undefined || !/^\d{1,2}$/.test(lengthText) || length > 32) return [];
  return [formatPrefix({ base: (address & mask(length)) >>> 0, length })];
}
