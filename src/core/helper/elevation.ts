/** Starting the helper as root: with a password prompt, or without one where we are root already. */
import { spawn } from 'node:child_process';
import { exec } from '@vscode/sudo-prompt';
import { failure, type GangwayError } from '../../shared/errors';
import { runsOnMac } from '../platform';

export interface HelperCommand {
  /** Node, or Electron, which then has to behave like Node. */
  readonly runtime: string;
  readonly electron: boolean;
  /** Absolute path of the built helper. */
  readonly helperFile: string;
  readonly directory: string;
}

/** Makes the helper a service of the system for the user who is asked, or takes that away; the helper does all of it. */
export function serviceCommand(
  wanted: boolean,
  uid: number,
  command: Omit<HelperCommand, 'directory'>,
): string {
  return `${helperWords(command)} ${wanted ? '--install-service' : '--remove-service'} ${uid}`;
}

/**
 * What runs elevated to start the helper. The shell outlives the helper: if the helper ends in any way
 * but its own, kill -9 included, the shell has the sweep undo what is left, at once.
 */
export function helperCommand({ directory, ...command }: HelperCommand): string {
  const helper = helperWords(command);
  return [
    "trap '' HUP INT TERM",
    `${helper} --socket-directory ${quote(directory)} || { code=$?; ${helper} --sweep; exit "$code"; }`,
  ].join('; ');
}

function helperWords({ runtime, electron, helperFile }: Omit<HelperCommand, 'directory'>): string {
  const words = [...(electron ? ['ELECTRON_RUN_AS_NODE=1'] : []), runtime, helperFile];
  return ['/usr/bin/env', ...words].map(quote).join(' ');
}

/** One word of a POSIX shell, whatever is in it. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * sudo-prompt puts a Linux command between double quotes for the user's shell and escapes only `"`;
 * this does the rest, so that the elevated shell gets it word for word.
 */
export function escapeForPrompt(command: string): string {
  return command.replace(/[\\$`]/g, '\\$&');
}

/** Resolves when the elevated shell ends well; rejects with `helper.denied`, `.no-agent` or `.failed`. */
export function elevate(command: string): Promise<void> {
  return process.getuid?.() === 0 ? runAsRoot(command) : prompt(command);
}

function runAsRoot(command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Not our environment: it may hold NODE_OPTIONS, or the SUDO_UID of somebody else.
    const shell = spawn('/bin/sh', ['-c', command], {
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let stderr = '';
    shell.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    shell.on('error', (error) => reject(elevationError({ message: error.message, stderr })));
    shell.on('close', (code, signal) => {
      const message = `ended with ${signal ?? `code ${code ?? 'unknown'}`}`;
      if (code === 0) resolve();
      else reject(elevationError({ message, stderr }));
    });
  });
}

function prompt(command: string): Promise<void> {
  const text = runsOnMac ? command : escapeForPrompt(command);
  return new Promise((resolve, reject) => {
    exec(text, { name: 'Gangway' }, (error, _stdout, stderr) => {
      if (!error) return resolve();
      const { code } = error as { code?: unknown };
      reject(
        elevationError({
          message: error.message,
          stderr: stderr?.toString() ?? '',
          ...(typeof code === 'number' && { code }),
        }),
      );
    });
  });
}

export interface ElevationEnd {
  readonly message: string;
  readonly stderr: string;
  readonly code?: number;
}

/** sudo-prompt's own words; it says them only if the command never ran. */
const NOT_GRANTED = 'User did not grant permission.';
const NO_AGENT = /^(No polkit authentication agent found\.|Unable to find pkexec or kdesudo\.)$/;

/** pkexec(1): 126 is a dismissed dialog; 127 is "not authorized", but any trouble before that as well. */
const PKEXEC_TROUBLE = 127;

/** Why an elevation came to nothing. pkexec's messages are not translated. */
export function elevationError({ message, stderr, code }: ElevationEnd): GangwayError {
  const words = /[^\n]+$/.exec(stderr.trim())?.[0] ?? message;
  if (NO_AGENT.test(message)) return failure('helper.no-agent', { message });
  if (message !== NOT_GRANTED) return failure('helper.failed', { message: words });
  const refused = code !== PKEXEC_TROUBLE || /Not authorized|^\s*$/.test(stderr);
  return refused ? failure('helper.denied') : failure('helper.no-agent', { message: words });
}
