/** How a shell in a container is told that its terminal is gone: Docker lets it go on for ever (moby issue 9098). */
import type Docker from 'dockerode';

/** Milliseconds for each call. */
const CALL_TIMEOUT_MS = 5_000;

/**
 * The beginning of a session: says the process id that it keeps, then becomes the best shell there is. That is its first
 * line, before anything that a person may see.
 */
export const SHELL_SCRIPT =
  'echo $$; if command -v bash >/dev/null 2>&1; then exec bash; fi; exec sh';

/**
 * As a terminal does that is closed: everything in the session of process $1 gets signal $2. Only what every shell has, as
 * an image may have little else. The 4th word behind the name in `/proc/PID/stat` is the session (proc(5)).
 */
const SIGNAL_SESSION = `
shell=$1 signal=$2
for stat in /proc/[0-9]*/stat; do
  read -r line <"$stat" || continue
  pid=\${stat#/proc/}
  pid=\${pid%/stat}
  set -- \${line##*) }
  [ "$4" = "$shell" ] || continue
  [ "$signal" = HUP ] || [ "$pid" = "$shell" ] || continue
  kill -s "$signal" "$pid"
  kill -s CONT "$pid"
done 2>/dev/null`;

/**
 * `HUP` goes to all of the session, as who wants to outlive its terminal ignores it (`nohup`); `KILL` to the shell alone.
 * Resolves once it is on its way. Rejects if the container does not run any more.
 */
export async function signalSession(
  docker: Docker,
  container: string,
  shell: string,
  signal: 'HUP' | 'KILL',
): Promise<void> {
  const soon = { abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) };
  const exec = await docker
    .getContainer(container)
    .exec({ Cmd: ['sh', '-c', SIGNAL_SESSION, 'sh', shell, signal], ...soon });
  await exec.start({ Detach: true, ...soon });
}
