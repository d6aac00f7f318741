/** What a person looks for in `docker inspect`, out of its JSON: pure. Docker of any age: what is absent is left out. */
import { z } from 'zod';

const record = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).nullish().catch(null);
const strings = z.array(z.string()).nullish().catch(null);
const string = z.string().nullish().catch(null);

const inspectSchema = z.object({
  Created: string,
  Path: string,
  Args: strings,
  Config: z
    .object({ Env: strings, User: string, WorkingDir: string })
    .partial()
    .nullish()
    .catch(null),
  HostConfig: z
    .object({
      RestartPolicy: z
        .object({ Name: string, MaximumRetryCount: z.number().nullish().catch(null) })
        .partial()
        .nullish()
        .catch(null),
    })
    .partial()
    .nullish()
    .catch(null),
  Mounts: z
    .array(
      z
        .object({
          Type: string,
          Name: string,
          Source: string,
          Destination: string,
          RW: z.boolean().nullish().catch(null),
        })
        .partial(),
    )
    .nullish()
    .catch(null),
  NetworkSettings: z
    .object({
      Ports: record(
        z
          .array(z.object({ HostIp: string, HostPort: string }).partial())
          .nullish()
          .catch(null),
      ),
      Networks: record(z.object({ IPAddress: string, Aliases: strings }).partial().nullable()),
    })
    .partial()
    .nullish()
    .catch(null),
});

export interface Variable {
  readonly name: string;
  readonly value: string;
}

interface Mount {
  readonly type: string;
  /** Folder on the gateway, or a volume's name. */
  readonly from: string;
  readonly to: string;
  readonly readOnly: boolean;
}

export interface InspectFacts {
  /** As one would type it. */
  readonly command: string;
  /** Epoch milliseconds. */
  readonly created: number | null;
  readonly user: string | null;
  readonly directory: string | null;
  readonly restart: { readonly policy: string; readonly retries: number };
  readonly mounts: readonly Mount[];
  readonly networks: readonly {
    readonly name: string;
    readonly address: string | null;
    readonly aliases: readonly string[];
  }[];
  readonly ports: readonly { readonly port: string; readonly published: readonly string[] }[];
  readonly environment: readonly Variable[];
}

/** `null` for what is no JSON of a container. */
export function factsOf(json: string): InspectFacts | null {
  const parsed = inspectSchema.partial().safeParse(parse(json));
  if (!parsed.success) return null;
  const { Created, Path, Args, Config, HostConfig, Mounts, NetworkSettings } = parsed.data;
  const created = Created ? Date.parse(Created) : NaN;
  const policy = HostConfig?.RestartPolicy;
  return {
    command: [Path ?? '', ...(Args ?? [])]
      .filter((word) => word !== '')
      .map(quoted)
      .join(' '),
    created: Number.isNaN(created) ? null : created,
    user: told(Config?.User),
    directory: told(Config?.WorkingDir),
    restart: { policy: told(policy?.Name) ?? 'no', retries: policy?.MaximumRetryCount ?? 0 },
    mounts: (Mounts ?? []).map(({ Type, Name, Source, Destination, RW }) => ({
      type: Type ?? 'bind',
      from: told(Name) ?? Source ?? '',
      to: Destination ?? '',
      readOnly: RW === false,
    })),
    networks: Object.entries(NetworkSettings?.Networks ?? {}).map(([name, network]) => ({
      name,
      address: told(network?.IPAddress),
      aliases: network?.Aliases ?? [],
    })),
    ports: Object.entries(NetworkSettings?.Ports ?? {}).map(([port, published]) => ({
      port,
      published: (published ?? []).map(({ HostIp, HostPort }) => hostPort(HostIp, HostPort)),
    })),
    environment: (Config?.Env ?? []).map(variable),
  };
}

/** Docker writes an empty text for what there is not. */
function told(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function variable(text: string): Variable {
  const at = text.indexOf('=');
  return at === -1
    ? { name: text, value: '' }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function hostPort(ip: string | null | undefined, port: string | null | undefined): string {
  const host = ip?.includes(':') ? `[${ip}]` : (ip ?? '');
  return `${host}:${port ?? ''}`;
}

/** A word of a command, in quotes where a shell would take it apart. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
