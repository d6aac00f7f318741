/**
 * Files in /etc/resolver, one for each domain (resolver(5)): what has to be written or removed for one device.
 * Pure. Several devices may share a domain; the first line says whose it is, so that what a crash left is found.
 * Search domains are not told: macOS takes them from its network services alone, which are a person's own.
 */
import { failure } from '../../../shared/errors';
import type { ResolverConfig } from '../../../shared/helper-protocol';

export interface FileChange {
  /** In /etc/resolver: a domain. */
  readonly name: string;
  /** `null` removes it. */
  readonly text: string | null;
}

interface Mark {
  readonly devices: readonly string[];
  readonly port: number;
}

const MARK = /^# Gangway: (utun\d{1,4}(?: utun\d{1,4})*), port (\d{1,5})$/m;

/**
 * `files` are all that are there, by name. Throws `names.apply-failed` where somebody else has a file for one of
 * the domains.
 */
export function planFiles(
  files: ReadonlyMap<string, string>,
  device: string,
  config: Pick<ResolverConfig, 'port' | 'domains'> | null,
): FileChange[] {
  const wanted = new Set(config?.domains);
  const added = [...wanted].flatMap((name) =>
    changed(name, files.get(name), withDevice(name, files.get(name), device, config?.port ?? 0)),
  );
  const removed = [...files].flatMap(([name, text]) =>
    wanted.has(name) ? [] : changed(name, text, withoutDevice(text, device)),
  );
  return [...added, ...removed];
}

/** Whose files these are, without repetition. */
export function devicesIn(texts: Iterable<string>): string[] {
  return [...new Set([...texts].flatMap((text) => markOf(text)?.devices ?? []))];
}

function changed(name: string, old: string | undefined, text: string | null): FileChange[] {
  return text === (old ?? null) ? [] : [{ name, text }];
}

function withDevice(name: string, old: string | undefined, device: string, port: number): string {
  if (old === undefined) return written({ devices: [device], port });
  const mark = markOf(old);
  const others = mark?.devices.filter((other) => other !== device) ?? [];
  if (!mark || (others.length > 0 && mark.port !== port)) {
    const whose = mark ? `for ${others.join(', ')}` : 'not by Gangway';
    const message = `/etc/resolver/${name} is there already, ${whose}`;
    throw failure('names.apply-failed', { message });
  }
  return mark.port === port && mark.devices.includes(device)
    ? old
    : written({ devices: [...others, device], port });
}

function withoutDevice(text: string, device: string): string | null {
  const mark = markOf(text);
  if (!mark?.devices.includes(device)) return text;
  const devices = mark.devices.filter((other) => other !== device);
  return devices.length > 0 ? written({ devices, port: mark.port }) : null;
}

function written({ devices, port }: Mark): string {
  return `# Gangway: ${devices.join(' ')}, port ${port}\nnameserver 127.0.0.1\nport ${port}\n`;
}

/** Only of a file that begins with it. */
function markOf(text: string): Mark | undefined {
  const match = MARK.exec(text);
  if (match?.index !== 0) return undefined;
  return { devices: match[1]?.split(' ') ?? [], port: Number(match[2]) };
}
