/** Where Gangway keeps its things on this machine: one place that says all paths. */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { failure, type GangwayError } from '../../shared/errors';

export interface Paths {
  /** Everything that lasts. */
  readonly home: string;
  readonly profilesFile: string;
  readonly settingsFile: string;
  readonly logs: string;
  /** Sockets; 0700, gone after a reboot where the system has such a place. */
  readonly run: string;
  /** Where a running engine serves the command line. */
  readonly controlSocket: string;
}

/** What the paths follow from; a process fills it in once, in its platform file. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly homeDirectory: string;
  readonly temporaryDirectory: string;
  readonly uid: number;
}

/**
 * `sun_path` holds 104 bytes with its NUL on macOS and 108 on Linux (unix(7)); the longest name below
 * `run` is a helper session's socket.
 */
const LONGEST_NAME = '/helper-0123456789ab/descriptor.sock'.length;
const MAX_RUN_BYTES = 103 - LONGEST_NAME;

/** All paths of Gangway. `GANGWAY_HOME` moves everything; otherwise the platform's own places. */
export function pathsFor(machine: Machine): Paths {
  const home = homeFor(machine);
  const run = runFor(machine, home);
  return {
    home,
    profilesFile: path.join(home, 'profiles.json'),
    settingsFile: path.join(home, 'settings.json'),
    logs: path.join(home, 'logs'),
    run,
    controlSocket: path.join(run, 'control.sock'),
  };
}

/** Where the Docker of a profile is served while it is connected: its name, cut short where the path would be too long. */
export function dockerSocketOf({ run }: Pick<Paths, 'run'>, profile: string): string {
  const name = `docker-${profile}.sock`;
  if (1 + name.length <= LONGEST_NAME) return path.join(run, name);
  const digest = createHash('sha256').update(profile).digest('hex').slice(0, 12);
  return path.join(run, `docker-${profile.slice(0, 10)}-${digest}.sock`);
}

function homeFor({ env, platform, homeDirectory }: Machine): string {
  const chosen = env['GANGWAY_HOME'];
  if (chosen) return path.resolve(chosen);
  if (platform === 'darwin')
    return path.join(homeDirectory, 'Library', 'Application Support', 'Gangway');
  const config = absolute(env['XDG_CONFIG_HOME']) ?? path.join(homeDirectory, '.config');
  return path.join(config, 'gangway');
}

function runFor({ env, temporaryDirectory, uid }: Machine, home: string): string {
  const runtime = env['GANGWAY_HOME'] ? undefined : absolute(env['XDG_RUNTIME_DIR']);
  const run = runtime ? path.join(runtime, 'gangway') : path.join(home, 'run');
  if (Buffer.byteLength(run) <= MAX_RUN_BYTES) return run;
  // A deep home: a short directory that follows from it, so that every process finds the same one.
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
  return path.join(temporaryDirectory, `gangway-${uid}-${digest}`);
}

/** The XDG base directory specification tells to ignore relative paths. */
function absolute(directory: string | undefined): string | undefined {
  return directory && path.isAbsolute(directory) ? directory : undefined;
}

/**
 * Makes the directories, all 0700. Rejects a run directory that somebody else owns or has linked
 * elsewhere, because who holds it could answer in our name: `config.storage-failed` {path, message}.
 */
export function preparePaths(paths: Paths, uid: number): void {
  for (const directory of [paths.home, paths.logs, paths.run]) {
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw storageFailed(directory, error);
    }
  }
  const run = lstatSync(paths.run);
  if (!run.isDirectory() || run.uid !== uid)
    throw failure('config.storage-failed', {
      path: paths.run,
      message: 'it belongs to another user',
    });
  if ((run.mode & 0o077) !== 0) chmodSync(paths.run, 0o700);
}

/** `config.storage-failed` with what the system said, without Node's decoration. */
export function storageFailed(file: string, error: unknown): GangwayError {
  const message = error instanceof Error ? error.message.replace(/, \w+ '.*$/, '') : String(error);
  return failure('config.storage-failed', { path: file, message });
}
