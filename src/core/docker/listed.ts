/** Containers as they are listed, and the names that an inspection adds (Docker Engine API 1.24 and later): pure. */
import { z } from 'zod';
import type { Container } from '../../shared/inventory';
import { toContainer, type containerSchema } from './container';

/** A container, and what the rest of its names is found by. */
export interface ListedContainer {
  readonly container: Container;
  /** By name of network: ids of the endpoints that may have aliases. */
  readonly endpointIds: ReadonlyMap<string, string>;
}

/** Docker gives names of one's own on networks that people made only. */
const WITHOUT_ALIASES = ['bridge', 'host', 'none'];

export function toListed(entry: z.infer<typeof containerSchema>): ListedContainer {
  const networks = Object.entries(entry.NetworkSettings?.Networks ?? {});
  const ids = networks.flatMap(([network, endpoint]): [string, string][] => {
    const id = WITHOUT_ALIASES.includes(network) ? '' : (endpoint?.EndpointID ?? '');
    return id === '' ? [] : [[network, id]];
  });
  return { container: toContainer(entry), endpointIds: new Map(ids) };
}

/** The part of `GET /containers/{id}/json` that the list lacks. */
export const aliasesSchema = z.object({
  NetworkSettings: z.object({
    Networks: z.record(
      z.string(),
      z
        .object({ EndpointID: z.string().nullish(), Aliases: z.array(z.string()).nullish() })
        .nullable(),
    ),
  }),
});

/** By id of endpoint. */
export function toAliases({
  NetworkSettings: { Networks },
}: z.infer<typeof aliasesSchema>): Map<string, readonly string[]> {
  return new Map(
    Object.values(Networks).map((endpoint) => [
      endpoint?.EndpointID ?? '',
      [...new Set(endpoint?.Aliases ?? [])],
    ]),
  );
}
