/** What can be asked of the helper without a refusal that would cost the other names, too. Pure. */
import { MAX_LINE_BYTES, type ResolverConfig } from '../../shared/helper-protocol';
import { isWithinAny, searchRefusal } from '../../shared/special-domains';

/** Bytes: what is left of a line for hosts, beside the most domains that there may be. */
const MAX_HOSTS_BYTES = MAX_LINE_BYTES - 256 * 1024;
/** Of JSON around one address, and around one name. */
const AROUND_ADDRESS = 40;
const AROUND_NAME = 3;

type Hosts = ResolverConfig['hosts'];

/**
 * Leaves out what would shadow somebody's name: a searched domain such as `dev`, or one that the bridge has no
 * nameserver for, and hosts outside its domains. Of more hosts than a request can hold, those at the end.
 */
export function permissible(config: ResolverConfig): ResolverConfig {
  const domains = new Set(config.domains);
  const search = config.search.filter((domain) => searchRefusal(domain, domains) === undefined);
  const isPermitted = (name: string) => name.includes('.') && isWithinAny(name, domains);
  const hosts = config.hosts.flatMap(({ address, names }) => {
    const kept = names.filter(isPermitted);
    return kept.length > 0 ? [{ address, names: kept }] : [];
  });
  return { ...config, search, hosts: fitting(hosts) };
}

function fitting(hosts: Hosts): Hosts {
  let room = MAX_HOSTS_BYTES;
  const end = hosts.findIndex(({ address, names }) => {
    const bytes = names.reduce((sum, name) => sum + name.length + AROUND_NAME, 0);
    room -= address.length + AROUND_ADDRESS + bytes;
    return room < 0;
  });
  return end < 0 ? hosts : hosts.slice(0, end);
}
