/** Programs for the gateway that travel in their own command line, so that nothing is written there. Pure. */

/**
 * Starts a command with root's rights where the login has them or `sudo` gives them without a question, and
 * else as the login itself. A missing command exits with 127, as in any shell.
 */
const AS_ROOT = `command -v "$1" >/dev/null || exit 127
if [ "$(id -u)" != 0 ] && sudo -kn true 2>/dev/null; then exec sudo -n "$@"; fi
`;
const LAUNCH = `${AS_ROOT}exec "$@"`;

/** A guard without these rights may know another way to them (guard/login.sh), and needs its own text for it. */
const LAUNCH_GUARD = `${AS_ROOT}[ "$(id -u)" = 0 ] || export GANGWAY_GUARD="$3"
exec "$@"`;

/** The line for a login shell that runs `argv` so. */
export function launchCommand(argv: readonly string[]): string {
  return commandLine(LAUNCH, argv);
}

/** The same for a guard's script and its arguments. */
export function launchGuard(script: string, ...args: readonly string[]): string {
  return commandLine(LAUNCH_GUARD, ['sh', '-c', script, 'guard', ...args]);
}

function commandLine(launch: string, argv: readonly string[]): string {
  return `exec ${['sh', '-c', launch, 'launch', ...argv].map(quote).join(' ')}`;
}

/** A word as any shell reads it. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
