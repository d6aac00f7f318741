/** What is in `profiles.json`, and how it is read: pure. */
import { z } from 'zod';
import { profileSchema, type Profile } from '../../shared/profile';

const VERSION = 2;

const fileSchema = z
  .object({ version: z.literal(VERSION), profiles: z.array(profileSchema).max(1000) })
  .refine(
    ({ profiles }) => new Set(profiles.map(({ id }) => id)).size === profiles.length,
    'two profiles have the same id',
  )
  .refine(
    ({ profiles }) => new Set(profiles.map(({ name }) => name)).size === profiles.length,
    'two profiles have the same name',
  );

/**
 * Version 1: `networks` was a list of prefixes to route instead of Docker's networks, which is what `cidrs`
 * is now, besides them.
 */
const fileSchemaV1 = z.looseObject({
  version: z.literal(1),
  profiles: z.array(z.looseObject({ networks: z.unknown() })),
});

export type Reading =
  | { readonly kind: 'profiles'; readonly profiles: readonly Profile[] }
  /** Not ours to understand: to be kept aside. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** A later Gangway's: to be left alone. */
  | { readonly kind: 'newer'; readonly reason: string };

export function parseProfiles(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'broken', reason: 'it is not whole JSON' };
  }
  const version = z.looseObject({ version: z.int().min(VERSION + 1) }).safeParse(value);
  if (version.success)
    return {
      kind: 'newer',
      reason: `it has version ${version.data.version} and comes from a newer Gangway`,
    };
  const file = fileSchema.safeParse(migrated(value));
  if (file.success) return { kind: 'profiles', profiles: file.data.profiles };
  return { kind: 'broken', reason: firstIssue(file.error).summary };
}

/** Any earlier version's file as this version's; what is neither is left for the schema to judge. */
function migrated(value: unknown): unknown {
  const old = fileSchemaV1.safeParse(value);
  if (!old.success) return value;
  const profiles = old.data.profiles.map((profile) => ({
    ...profile,
    cidrs: profile.networks,
    networks: {},
  }));
  return { version: VERSION, profiles };
}

export function formatProfiles(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ version: VERSION, profiles }, undefined, 2)}\n`;
}

/** The first thing that zod found wrong. `field` is a path such as `gateways.0.host`. */
export function firstIssue(error: z.ZodError): {
  field: string;
  message: string;
  summary: string;
} {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const message = issue?.message ?? 'not valid';
  return { field, message, summary: field ? `${field}: ${message}` : message };
}
