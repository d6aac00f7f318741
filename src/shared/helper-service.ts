/** The helper as a service of the system: whoever has it is asked for no password at connecting. */

export type HelperService =
  | { readonly kind: 'absent' }
  /** `path` is the unit or plist. */
  | { readonly kind: 'installed'; readonly path: string }
  /** Of another version of Gangway: it has to be installed again. */
  | { readonly kind: 'outdated'; readonly path: string }
  /** No systemd, a runtime that others may change, or a user who is asked for no password anyway. */
  | {
      readonly kind: 'unsupported';
      readonly reason: 'no-service-manager' | 'runtime-not-safe' | 'runs-as-root';
    };

export interface ServicePaths {
  /** What tells the service manager: all of them, or the service is not there. The first is shown to people. */
  readonly definitions: readonly [string, ...string[]];
  /** Where the service manager listens; none but the user may connect. */
  readonly socket: string;
}

/** Holds the services' programs, each in a folder of its own; root's alone. */
export const SERVICE_FOLDER = '/usr/local/lib/gangway';

/** Of systemd: the socket, and the template of what is started for each connection (systemd.socket(5)). */
export function systemdPaths(uid: number): ServicePaths {
  const units = `/etc/systemd/system/gangway-helper-${uid}`;
  return {
    definitions: [`${units}.socket`, `${units}@.service`],
    socket: `/run/gangway-helper/${uid}.sock`,
  };
}

/** Of launchd, which makes no folders for sockets. */
export function launchdPaths(uid: number): ServicePaths {
  return {
    definitions: [`/Library/LaunchDaemons/${launchdLabel(uid)}.plist`],
    socket: `/var/run/gangway-helper-${uid}.sock`,
  };
}

export function launchdLabel(uid: number): string {
  return `io.github.gangway.helper-${uid}`;
}

/** What a service was installed from. */
export interface ServiceVersion {
  /** Sixteen hexadecimal digits that follow from the helper's files. */
  readonly files: string;
  /** Of the runtime, such as `electron-45.4.1`, where a copy of it is part of the service; else the system keeps it current. */
  readonly runtime: string | null;
}

/** A comment in the definitions, so that everybody can tell whether the service is of this version. */
export function formatServiceVersion({ files, runtime }: ServiceVersion): string {
  return `gangway-helper files=${files} runtime=${runtime ?? 'system'}`;
}

/** `null` if the text has none. */
export function parseServiceVersion(text: string): ServiceVersion | null {
  const [, files, runtime] = /gangway-helper files=([0-9a-f]{16}) runtime=(\S+)/.exec(text) ?? [];
  if (files === undefined || runtime === undefined) return null;
  return { files, runtime: runtime === 'system' ? null : runtime };
}

/** Of a runtime that is copied, from `process.versions`. */
export function runtimeVersion({ node, electron }: { node: string; electron?: string }): string {
  return electron === undefined ? `node-${node}` : `electron-${electron}`;
}

interface Owned {
  readonly uid: number;
  readonly mode: number;
}

/**
 * Whether none but root can change what a path leads to. `path` is absolute and without links; `lstat` tells of it
 * and of each folder above it.
 */
export function isRootsAlone(path: string, lstat: (path: string) => Owned): boolean {
  const parts = path.split('/').filter((part) => part !== '');
  const above = parts.map((_part, index) => `/${parts.slice(0, index + 1).join('/')}`);
  return ['/', ...above].map(lstat).every(({ uid, mode }) => uid === 0 && (mode & 0o022) === 0);
}

/** What the client says first, and all that it says: the folder in which it listens, as one line. Bytes. */
export const MAX_SERVICE_LINE = 1024;

/** The service's one line: that it dials in now, or why not. */
export const SERVICE_DIALS = 'dials';
