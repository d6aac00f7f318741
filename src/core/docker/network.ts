/** From an entry of `GET /networks` (Docker Engine API 1.24 and later) to a `Network`: pure. */
import { z } from 'zod';
import { formatIpPrefix, parsePrefixAround } from '../../shared/cidr-ip';
import type { Network } from '../../shared/inventory';

/** The part that we read. */
export const networkSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Scope: z.string(),
  Internal: z.boolean().nullish(),
  /** Absent before 1.25, as is `Ingress`. */
  Attachable: z.boolean().nullish(),
  Ingress: z.boolean().nullish(),
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
    attachable: entry.Driver !== 'overlay' || (entry.Attachable ?? false),
    ingress: entry.Ingress ?? false,
    subnets: (entry.IPAM?.Config ?? []).flatMap(({ Subnet }) => canonical(Subnet ?? '')),
  };
}

/** Docker keeps a subnet as it was typed. */
function canonical(subnet: string): string[] {
  const prefix = parsePrefixAround(subnet);
  return prefix ? [formatIpPrefix(prefix)] : [];
}
