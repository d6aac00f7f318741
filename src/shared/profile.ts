/** A profile: the stored description of one place to connect to. */
import { z } from 'zod';
import { parsePrefix } from './cidr';
import { parseIpAddress } from './cidr-ip';

const NAME = /^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/;

/** A DNS label, because it becomes one in `<container>.<profile>.<suffix>`. */
const profileNameSchema = z
  .string()
  .regex(NAME, 'use 1-32 lower-case letters, digits and inner hyphens');

const cidrSchema = z
  .string()
  .refine((text) => parsePrefix(text) !== undefined, 'not an IPv4 prefix such as 172.17.0.0/16')
  .refine((text) => (parsePrefix(text)?.length ?? 32) >= 8, 'wider than /8');

/** One machine to reach by SSH. Absent fields come from `~/.ssh/config`, then from ssh's own defaults. */
const gatewaySchema = z.object({
  /** Host name, address, or a `Host` alias of `~/.ssh/config`. */
  host: z
    .string()
    .trim()
    .min(1, 'name a host')
    .max(253)
    .regex(/^[A-Za-z0-9_.:%-]+$/, 'not a host name or address')
    .refine((host) => !host.startsWith('-'), 'not a host name or address'),
  port: z.int().min(1).max(65535).optional(),
  user: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[^\s@:]+$/, 'not a user name')
    .optional(),
  /** Path of a private key file; `~/` is the home folder. */
  identityFile: z.string().trim().min(1).max(4096).optional(),
});

/** `auto`: the fastest that the gateway allows. */
export const LINK_CHOICES = ['auto', 'relay', 'tun-channel'] as const;
export type LinkChoice = (typeof LINK_CHOICES)[number];

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const isDomain = (text: string): boolean => text.split('.').every((label) => LABEL.test(label));

/** Lower case, without a dot at either end (RFC 1123, 2.1); short enough for names below it. */
export const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(160, 'longer than 160 characters')
  .refine(isDomain, 'not a domain such as corp.internal');

/** Where names below a domain are asked for, across the bridge. */
const nameserverSchema = z.object({
  domain: domainSchema,
  address: z
    .string()
    .trim()
    .refine((text) => parseIpAddress(text) !== undefined, 'not an address'),
  port: z.int().min(1).max(65535).optional(),
});

/** Below which names the containers of a profile are found; what is absent has the default of `core/names`. */
const namesSchema = z.object({
  /** `<container>.<profile>.<suffix>` */
  suffix: domainSchema.optional(),
  /** `<container>.<image>.<environment>.<domain>`: the profile's name and its suffix unless told. */
  environment: z
    .string()
    .trim()
    .toLowerCase()
    .regex(LABEL, 'use letters, digits and inner hyphens')
    .optional(),
  domain: domainSchema.optional(),
  /** Appended to names without a dot or more, besides the suffix. */
  search: z.array(domainSchema).max(6).optional(),
  /** Several of one domain are asked in their order. */
  nameservers: z.array(nameserverSchema).max(32).optional(),
});

const pathSchema = z.string().trim().min(1).max(4096);

/** How the gateway's Docker is reached, and what of it the laptop gets. */
const dockerSchema = z.object({
  /** As the gateway sees it: `unix:///var/run/docker.sock` unless told, or `tcp://172.17.0.1:2376`. */
  endpoint: z
    .string()
    .trim()
    .max(255)
    .regex(
      /^(unix:\/\/\/\S+|tcp:\/\/[A-Za-z0-9_.-]+:\d{1,5})$/,
      'not unix:///path or tcp://host:port',
    )
    .optional(),
  /** Files of a daemon that speaks TLS; `~/` is the home folder. */
  tls: z.object({ ca: pathSchema, cert: pathSchema, key: pathSchema }).partial().optional(),
  /** A Docker context `gangway-<profile>` while connected; yes unless told. */
  context: z.boolean().optional(),
});

export const PROFILE_COLOURS = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
export type ProfileColour = (typeof PROFILE_COLOURS)[number];

/** One symbol as people count them, e.g. a flag of two code points. */
const emojiSchema = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .refine((text) => [...new Intl.Segmenter().segment(text)].length === 1, 'more than one symbol');

export const profileSchema = z.object({
  id: z.uuid(),
  name: profileNameSchema,
  /** Marks of a person's own, to tell clouds apart. */
  colour: z.enum(PROFILE_COLOURS).optional(),
  emoji: emojiSchema.optional(),
  /** Connects when Gangway starts. */
  connectOnStart: z.boolean().optional(),
  /** Page that is opened in the browser once connected, after a click and not after a drop. */
  openOnConnect: z
    .url({ protocol: /^https?$/, error: 'not an address such as http://web.staging/' })
    .max(2048)
    .optional(),
  /** In order of preference. */
  gateways: z.array(gatewaySchema).min(1).max(16),
  /** IPv4 prefixes to route besides Docker's networks (the VPC itself); the gateway masquerades them. */
  cidrs: z.array(cidrSchema).max(64),
  /** A person's choices by name of Docker network; the others have the default of `core/network/choice`. */
  networks: z.record(z.string().min(1).max(256), z.boolean()),
  /** How packets travel; absent is `auto`. */
  link: z.enum(LINK_CHOICES).optional(),
  names: namesSchema.optional(),
  docker: dockerSchema.optional(),
});

/** What a person types; the store adds the id. */
export const profileDraftSchema = profileSchema.omit({ id: true });

export type Gateway = z.infer<typeof gatewaySchema>;
export type Nameserver = z.infer<typeof nameserverSchema>;
export type NamesSettings = z.infer<typeof namesSchema>;
export type DockerSettings = z.infer<typeof dockerSchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ProfileDraft = z.infer<typeof profileDraftSchema>;
