/** A Docker context as the client keeps it: a folder named by a hash, with one file. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

/** Beside Docker's own `Description`, where it keeps what it does not know. */
const MARK = 'GangwayHome';

/** What of another's file is looked at. */
const contextSchema = z.object({
  Name: z.string(),
  Metadata: z.looseObject({ [MARK]: z.string().optional() }).optional(),
  Endpoints: z.object({ docker: z.object({ Host: z.string().optional() }).optional() }).optional(),
});

export interface ContextFile {
  readonly name: string;
  /** Gangway's home that it belongs to; `undefined` for everybody else's. */
  readonly home: string | undefined;
  /** Path of the Unix socket that it leads to. */
  readonly socket: string | undefined;
}

/** Below Docker's own folder; Docker takes the SHA-256 of the name, in hex. */
export function contextFolder(config: string, name: string): string {
  return path.join(contextsFolder(config), createHash('sha256').update(name).digest('hex'));
}

export function contextsFolder(config: string): string {
  return path.join(config, 'contexts', 'meta');
}

export function formatContext(name: string, home: string, socket: string): string {
  const profile = name.replace(/^gangway-/, '');
  return JSON.stringify({
    Name: name,
    Metadata: { Description: `Docker of ${profile}, by Gangway while connected`, [MARK]: home },
    Endpoints: { docker: { Host: `unix://${socket}`, SkipTLSVerify: false } },
  });
}

/** `undefined` for what is no context. */
export function parseContext(text: string): ContextFile | undefined {
  const parsed = contextSchema.safeParse(tryJson(text));
  if (!parsed.success) return undefined;
  const { Name: name, Metadata, Endpoints } = parsed.data;
  const host = Endpoints?.docker?.Host;
  const socket = host?.startsWith('unix://') ? host.slice('unix://'.length) : undefined;
  return { name, home: Metadata?.[MARK], socket };
}

/** What `docker context use` wrote into `config.json`. */
export function currentContext(text: string): string | undefined {
  const parsed = z.object({ currentContext: z.string().optional() }).safeParse(tryJson(text));
  return parsed.data?.currentContext;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
