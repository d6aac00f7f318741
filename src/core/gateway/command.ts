/** Programs for the gateway that travel in their own command line, so that nothing is written there. Pure. */

/**
 * Starts a command with root's rights where the login has them or `sudo` gives them without a question, and
 * else as the login itself. A missing command exits with 127, as in any shell.
 */
const LAUNCH = `command -v "$1" >/dev/null || exit 127
if [ "$(id -u)" != 0 ] && sudo -kn true 2>/dev/null; then exec sudo -n "$@"; fi
exec "$@"`;

/** The line for a login shell that runs `argv` so. */
export function launchCommand(argv: readonly string[]): string {
  return `exec ${['sh', '-c', LAUNCH, 'launch', ...argv].map(quote).join(' ')}`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
