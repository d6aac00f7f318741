/**
 * The closed list of what the privileged helper does. JSON lines over a private Unix socket: the app
 * listens in a 0700 directory, the helper dials in. A request is `{id, verb, ...}`; its reply is
 * `{id, ok: true, ...}` or `{id, ok: false, error}`. The descriptor of a tun device travels beside its
 * `open-tun` reply on a second socket, as SCM_RIGHTS (unix(7)).
 */
import { z } from 'zod';
import { parseAddress } from './cidr';
import { parseIpAddress, parseIpPrefix } from './cidr-ip';
import { errorInfoSchema } from './errors';
import { RESOLVERS } from './names-view';

export const HELPER_PROTOCOL_VERSION = 3;

/** Of one bridge. */
export const MAX_ROUTES = 1024;

export const MAX_DOMAINS = 512;
/** Addresses in `/etc/hosts`, of one bridge. */
export const MAX_HOSTS = 4096;

/** A request longer than this ends the session: bytes. `MAX_HOSTS` with three long names each fit. */
export const MAX_LINE_BYTES = 2 * 1024 * 1024;

/** The app says something at least this often; the helper undoes everything after the second. Milliseconds. */
export const HEARTBEAT_INTERVAL_MS = 5_000;
export const HEARTBEAT_TIMEOUT_MS = 30_000;

/** Sockets in the session directory. */
export const CONTROL_SOCKET = 'control.sock';
export const DESCRIPTOR_SOCKET = 'descriptor.sock';

const NOT_AN_ADDRESS = 'not an address';
const ipv4 = z.string().refine((text) => parseAddress(text) !== undefined, NOT_AN_ADDRESS);
/** Of both families, as the following. */
const address = z.string().refine((text) => parseIpAddress(text) !== undefined, NOT_AN_ADDRESS);
const prefix = z.string().refine((text) => parseIpPrefix(text) !== undefined, 'not a prefix');
/** Profile id: names the bridge that a device belongs to. */
const bridge = z.uuid();

/** What one bridge wants of the laptop's network: declarative, applied by difference. */
const networkConfigSchema = z.object({
  /** Inner addresses of the point-to-point tun. */
  local: ipv4,
  peer: ipv4,
  /** Both or none; without them no IPv6 is routed. */
  local6: address.optional(),
  peer6: address.optional(),
  mtu: z.int().min(576).max(65_535),
  /** Prefixes to route into the tun, none of which may overlap what the laptop routes elsewhere. */
  routes: z.array(prefix).max(MAX_ROUTES),
  /** Address that the SSH connection runs to: no route may cover it. */
  gateway: address,
});
export type NetworkConfig = z.infer<typeof networkConfigSchema>;

/** Lower case, no dot at either end; names of hosts may be of one label. */
const domain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/, 'not a domain');

/** What one bridge wants of the laptop's resolver; empty lists take it all away. */
const resolverConfigSchema = z.object({
  /** Where our DNS server listens on 127.0.0.1, UDP and TCP. */
  port: z.int().min(1024).max(65_535),
  /** Names at and below these are asked of our server; all others go where they went before. */
  domains: z.array(domain).max(MAX_DOMAINS),
  /** Appended to names that are not whole; each is one of `domains`, or below or above one. */
  search: z.array(domain).max(8),
  /** Exact names, for a laptop that has nothing to tell domains to: `/etc/hosts`. Ignored by the others. */
  hosts: z.array(z.object({ address, names: z.array(domain).min(1).max(32) })).max(MAX_HOSTS),
});
export type ResolverConfig = z.infer<typeof resolverConfigSchema>;

export const helperRequestSchema = z.discriminatedUnion('verb', [
  /** Also the heartbeat. */
  z.object({ id: z.int(), verb: z.literal('hello'), version: z.int() }),
  z.object({ id: z.int(), verb: z.literal('open-tun'), bridge }),
  z.object({ id: z.int(), verb: z.literal('apply'), bridge, config: networkConfigSchema }),
  z.object({ id: z.int(), verb: z.literal('names'), bridge, config: resolverConfigSchema }),
  z.object({ id: z.int(), verb: z.literal('inspect') }),
  z.object({ id: z.int(), verb: z.literal('clean'), bridge }),
  z.object({ id: z.int(), verb: z.literal('bye') }),
]);
export type HelperRequest = z.infer<typeof helperRequestSchema>;
export type HelperVerb = HelperRequest['verb'];

/** The laptop's network as the planner needs it, both families. */
const hostNetworkSchema = z.object({
  /** Interface addresses with their prefix length. */
  addresses: z.array(z.object({ interface: z.string(), address, length: z.int() })),
  routes: z.array(z.object({ interface: z.string(), prefix, via: address.optional() })),
  /** Addresses of the resolvers in use. */
  nameservers: z.array(address),
  /** `false` where the system has no IPv6 at all; then inner IPv6 addresses are left out. */
  ipv6: z.boolean().optional(),
});
export type HostNetwork = z.infer<typeof hostNetworkSchema>;

/** Answers by verb. `commands` are what was run as root, word for word. */
export const helperResults = {
  hello: z.object({ version: z.int(), pid: z.int() }),
  'open-tun': z.object({ interface: z.string() }),
  apply: z.object({ commands: z.array(z.array(z.string())) }),
  names: z.object({ resolver: z.enum(RESOLVERS), commands: z.array(z.array(z.string())) }),
  inspect: z.object({ network: hostNetworkSchema }),
  clean: z.object({ commands: z.array(z.array(z.string())) }),
  bye: z.object({}),
} satisfies Record<HelperVerb, z.ZodType>;
export type HelperResult<Verb extends HelperVerb> = z.infer<(typeof helperResults)[Verb]>;

export const helperReplySchema = z.union([
  z.looseObject({ id: z.int(), ok: z.literal(true) }),
  z.object({ id: z.int(), ok: z.literal(false), error: errorInfoSchema }),
]);
