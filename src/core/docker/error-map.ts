/** From whatever a Docker call rejects with to a `docker.*` error. */
import { GangwayError, errorInfo, type ErrorInfo } from '../../shared/errors';
import type { SocketState } from './socket-state';
import { isTlsError, tlsFailure } from './tls';

/** Facts for the sentences, and the question that tells a missing socket from a forbidden one. */
export interface SocketFacts {
  /** Path of the Docker socket on the gateway, or its `tcp://host:port`. */
  readonly path: string;
  /** Login name on the gateway, if known. */
  readonly user?: string | undefined;
  /** Asked when the channel to the socket was refused. */
  diagnose(): Promise<SocketState>;
}

/**
 * `docker.missing` {path}, `docker.denied` {path, user?}, `docker.tls-failed` {endpoint, message}, `docker.failed`
 * {path, message}, or the session's own `ssh.*`.
 */
export async function explain(thrown: unknown, facts: SocketFacts): Promise<ErrorInfo> {
  if (thrown instanceof GangwayError)
    return thrown.info.code === 'ssh.channel-refused' ? refused(thrown.info, facts) : thrown.info;
  if (isTlsError(thrown)) return tlsFailure(facts.path, thrown).info;
  const { code } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT') return forState('missing', facts);
  if (code === 'EACCES' || code === 'EPERM') return forState('denied', facts);
  return errorInfo('docker.failed', { path: facts.path, message: messageOf(thrown) });
}

/** The session that carried the calls is over: nothing to open again. */
export function isSessionOver({ code }: ErrorInfo): boolean {
  return code.startsWith('ssh.');
}

async function refused(cause: ErrorInfo, facts: SocketFacts): Promise<ErrorInfo> {
  const state = await facts.diagnose().catch((): SocketState => 'unknown');
  return forState(state, facts, cause);
}

function forState(state: SocketState, { path, user }: SocketFacts, cause?: ErrorInfo): ErrorInfo {
  if (state === 'missing') return errorInfo('docker.missing', { path }, cause);
  if (state === 'denied')
    return errorInfo('docker.denied', { path, ...(user !== undefined && { user }) }, cause);
  const message =
    cause?.detail['reason'] === 'prohibited'
      ? `its sshd lets nobody through to ${path}`
      : path.startsWith('tcp://')
        ? `nothing answers at ${path}`
        : 'nothing answers at its socket';
  return errorInfo('docker.failed', { path, message }, cause);
}

/** docker-modem's `(HTTP code 500) server error - words `, without its decoration. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.name === 'TimeoutError' || thrown.name === 'AbortError') return 'it does not answer';
  if (thrown.name === 'ZodError') return 'it answered something that is not its API';
  return thrown.message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}
