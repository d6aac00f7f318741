/** A profile: the stored description of one place to connect to. */
import { z } from 'zod';
import { parsePrefix } from './cidr';

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

export const profileSchema = z.object({
  id: z.uuid(),
  name: profileNameSchema,
  /** In order of preference. */
  gateways: z.array(gatewaySchema).min(1).max(16),
  /** IPv4 prefixes to route besides Docker's networks (the VPC itself); the gateway masquerades them. */
  cidrs: z.array(cidrSchema).max(64),
  /** A person's choices by name of Docker network; the others have the default of `core/network/choice`. */
  networks: z.record(z.string().min(1).max(256), z.boolean()),
  /** How packets travel; absent is `auto`. */
  link: z.enum(LINK_CHOICES).optional(),
});

/** What a person types; the store adds the id. */
export const profileDraftSchema = profileSchema.omit({ id: true });

export type Gateway = z.infer<typeof gatewaySchema>;
export type Profile = z.infer<typeof profileSchema>;
export type ProfileDraft = z.infer<typeof profileDraftSchema>;
