/** dockerode on a Unix socket of this computer, and what its failures mean. */
import { Agent, type AgentOptions } from 'node:http';
import { inspect } from 'node:util';
import type Docker from 'dockerode';
import { GangwayError, failure } from '../../shared/errors';
import { withoutDockerEnvironment } from '../docker/environment';
import { messageOf } from '../docker/error-map';
import type { ContainerAt } from './at';

/** Of the bridge, or of whatever it was that answered. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);
const GONE = new Set(['ENOENT', 'ECONNREFUSED']);

/** docker-modem prints the agent of every request for a debug log that nobody reads. */
export class SocketAgent extends Agent {
  constructor(options: AgentOptions = {}) {
    super({ keepAlive: false, ...options });
  }

  [inspect.custom](): string {
    return 'SocketAgent';
  }
}

/**
 * Speaks the API's newest version that the daemon knows. dockerode is loaded when it is first needed: who never opens a
 * container does not wait for it.
 */
export async function dockerAt(socket: string, agent = new SocketAgent()): Promise<Docker> {
  // Its declaration lacks the agent.
  const options: object = { socketPath: socket, agent };
  const { default: Client } = await import('dockerode');
  return withoutDockerEnvironment(() => new Client(options));
}

export function statusOf(thrown: unknown): number | undefined {
  return (thrown as { readonly statusCode?: number } | null)?.statusCode;
}

/** Docker's own words, or why there are none. */
export function wordsOf(thrown: unknown): string {
  const code = (thrown as NodeJS.ErrnoException | null)?.code ?? '';
  if (GONE.has(code)) return 'the bridge to it is down';
  if (LOST.has(code)) return 'the connection to it was lost';
  return messageOf(thrown);
}

/**
 * What a call about a container rejects with: `docker.no-such-container` {name}, `docker.not-running` {name}, `otherwise`
 * where Docker answered with an error, and `docker.failed` {path, message} where it did not answer.
 */
export function callFailed(
  { socket, name }: ContainerAt,
  thrown: unknown,
  otherwise?: (message: string) => GangwayError,
): GangwayError {
  if (thrown instanceof GangwayError) return thrown;
  const [status, message] = [statusOf(thrown), wordsOf(thrown)];
  if (status === 404) return failure('docker.no-such-container', { name });
  if (status === 409 && message.includes('is not running'))
    return failure('docker.not-running', { name });
  if (status !== undefined && status !== 503 && otherwise) return otherwise(message);
  return daemonFailed(socket, message);
}

/** `docker.failed` {path, message}. */
export function daemonFailed(socket: string, message: string): GangwayError {
  return failure('docker.failed', { path: socket, message });
}
