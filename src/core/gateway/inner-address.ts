/** Chooses the /31 (RFC 3021) of a link, free on both sides. */
import { contains, formatAddress, overlaps, parseAddress, parsePrefix } from '../../shared/cidr';
import type { Prefix } from '../../shared/cidr';
import { innerIpv6 } from '../../shared/cidr-inner';
import { failure } from '../../shared/errors';
import { hash } from '../../shared/hash';

/** Benchmarking range (RFC 2544): not used on the internet, and rarely anywhere else. */
const POOL: Prefix = { base: 0xc6120000, length: 15 };

/** Wider prefixes are a default route, whole or in pieces (`0.0.0.0/1`), and occupy nothing. */
const DEFAULT_ROUTE_LENGTH = 8;

/** The /31 of a link (RFC 3021): the laptop's end and the gateway's end. */
export interface InnerAddresses {
  readonly local: string;
  readonly peer: string;
}

interface InnerAddressRequest {
  /** Bridge id: where in the pool the search starts, so that one bridge keeps its addresses. */
  readonly bridge: string;
  /** Prefixes in use on the laptop and on the gateway. */
  readonly used: readonly Prefix[];
  readonly preferred: InnerAddresses | null;
  readonly pool?: Prefix;
}

/** The preferred pair if it is free, else the next free one; throws `net.no-address` {pool}. */
export function chooseInnerAddresses(request: InnerAddressRequest): InnerAddresses {
  const pool = request.pool ?? POOL;
  const used = request.used.filter(
    (prefix) => prefix.length >= DEFAULT_ROUTE_LENGTH && overlaps(prefix, pool),
  );
  const isFree = (base: number) => !used.some((prefix) => overlaps(prefix, { base, length: 31 }));

  const preferred = request.preferred && baseOf(request.preferred);
  if (preferred !== null && preferred !== undefined) {
    if (contains(pool, { base: preferred, length: 31 }) && isFree(preferred)) {
      return pairAt(preferred);
    }
  }
  const count = 2 ** (31 - pool.length);
  const start = hash(request.bridge) % count;
  for (let step = 0; step < count; step++) {
    const base = pool.base + 2 * ((start + step) % count);
    if (isFree(base)) return pairAt(base);
  }
  throw failure('net.no-address', { pool: `${formatAddress(pool.base)}/${pool.length}` });
}

/**
 * The IPv6 pair that goes with an IPv4 pair: a /127 (RFC 6164) whose last 32 bits are the IPv4 address, so that
 * what is free there is free here, and nothing has to be chosen or kept twice. Throws `internal` at anything
 * else than IPv4 addresses of hosts.
 */
export function inner6({ local, peer }: InnerAddresses): InnerAddresses {
  return { local: sixOf(local), peer: sixOf(peer) };
}

function sixOf(address: string): string {
  const six = innerIpv6(address);
  if (six === undefined) throw failure('internal', { message: address });
  return six;
}

/** Reads `address/length` as `ip addr` prints it (host bits set) or a prefix as `ip route` does. */
export function parseUsedPrefix(text: string): Prefix | undefined {
  const [address = '', length] = text.split('/');
  const wide = parsePrefix(`0.0.0.0/${length ?? '32'}`);
  const base = parseAddress(address);
  if (!wide || base === undefined) return undefined;
  const hostBits = base % 2 ** (32 - wide.length);
  return { base: base - hostBits, length: wide.length };
}

function pairAt(base: number): InnerAddresses {
  return { local: formatAddress(base), peer: formatAddress(base + 1) };
}

/** Base of a well-formed pair: an even address and the one after it. */
function baseOf({ local, peer }: InnerAddresses): number | undefined {
  const base = parseAddress(local);
  return base !== undefined && base % 2 === 0 && parseAddress(peer) === base + 1 ? base : undefined;
}
