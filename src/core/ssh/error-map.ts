/** The one table from what the network, ssh2 and the server say to our codes. Pure. */
import { failure, GangwayError, type ErrorCode } from '../../shared/errors';

/** Where a connection was when it failed. */
export interface FailureContext {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly phase: 'handshake' | 'auth' | 'ready';
  /** Authentication methods, for `ssh.auth-failed`. */
  readonly tried: readonly string[];
  /** The peer had ended the connection before the error came up. */
  readonly ended: boolean;
  /** A person was asked for an answer or a passphrase. */
  readonly asked: boolean;
}

const BY_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'ssh.dns',
  EAI_AGAIN: 'ssh.dns',
  EAI_FAIL: 'ssh.dns',
  EAI_NODATA: 'ssh.dns',
  ECONNREFUSED: 'ssh.refused',
  EHOSTUNREACH: 'ssh.unreachable',
  EHOSTDOWN: 'ssh.unreachable',
  ENETUNREACH: 'ssh.unreachable',
  ENETDOWN: 'ssh.unreachable',
  EADDRNOTAVAIL: 'ssh.unreachable',
  EACCES: 'ssh.unreachable',
  EPERM: 'ssh.unreachable',
  ETIMEDOUT: 'ssh.timeout',
  ECONNRESET: 'ssh.lost',
  ECONNABORTED: 'ssh.lost',
  EPIPE: 'ssh.lost',
};

/** By DISCONNECT reason (RFC 4253, 11.1): CONNECTION_LOST, TOO_MANY_CONNECTIONS. */
const BY_DISCONNECT: Readonly<Record<number, ErrorCode>> = { 10: 'ssh.lost', 12: 'ssh.lost' };

/** By ssh2's `error.level`. */
const BY_LEVEL: Readonly<Record<string, ErrorCode>> = {
  'client-authentication': 'ssh.auth-failed',
  'client-timeout': 'ssh.timeout',
  'client-dns': 'ssh.dns',
  'client-socket': 'ssh.lost',
  handshake: 'ssh.protocol',
  protocol: 'ssh.protocol',
};

interface Ssh2Error extends Error {
  readonly level?: string;
  /** An errno name, or the reason of a DISCONNECT. */
  readonly code?: string | number;
}

/** Maps what a connection emitted or threw; our own errors pass through. */
export function mapConnectionError(thrown: unknown, context: FailureContext): GangwayError {
  if (thrown instanceof GangwayError) return thrown;
  const error: Ssh2Error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { host, port, user, tried, phase, asked } = context;
  const code = codeOf(error, context);
  const facts = { host, port, reason: error.message };
  if (code === 'ssh.auth-failed')
    return failure(code, { user, ...facts, tried: tried.join(', ') }, error);
  // Retrying would ask the same person the same question again, until the account locks.
  if (phase === 'auth' && asked) return failure('ssh.login-unfinished', { user, ...facts }, error);
  return failure(code, facts, error);
}

function codeOf({ code, level }: Ssh2Error, { phase, ended }: FailureContext): ErrorCode {
  // Whatever ends a connection that stood: a new one may work.
  if (phase === 'ready') return 'ssh.lost';
  if (typeof code === 'string' && code in BY_ERRNO) return BY_ERRNO[code] ?? 'ssh.lost';
  if (typeof code === 'number') {
    // Other reasons during authentication are its refusal, e.g. "Too many authentication failures".
    return BY_DISCONNECT[code] ?? (phase === 'auth' ? 'ssh.auth-failed' : 'ssh.protocol');
  }
  if (ended && level !== 'client-authentication') return 'ssh.lost';
  return BY_LEVEL[level ?? ''] ?? 'ssh.protocol';
}

/** CHANNEL_OPEN_FAILURE reasons (RFC 4254, 5.1). */
const CHANNEL_REASONS: Readonly<Record<number, string>> = {
  1: 'prohibited',
  2: 'connect-failed',
  3: 'unknown-type',
  4: 'resource-shortage',
};

/** Facts of a refused channel: `reason` is a word of `CHANNEL_REASONS`, `message` the server's own. */
export function channelRefusal(error: Error): { reason: string; message: string } {
  const { reason } = error as Error & { reason?: unknown };
  const word = typeof reason === 'number' ? CHANNEL_REASONS[reason] : undefined;
  // ssh2 puts its own words before the server's.
  const message = error.message.replace(/^\(SSH\) Channel open failure: /, '');
  return { reason: word ?? 'refused', message };
}

/** The reason that a jump host could not reach the next host, as a code. */
export function mapJumpError(error: Error, context: { host: string; port: number; via: string }) {
  const { reason, message } = channelRefusal(error);
  return reason === 'connect-failed'
    ? failure('ssh.unreachable', { ...context, reason: message }, error)
    : failure('ssh.channel-refused', {
        path: `${context.host}:${context.port}`,
        via: context.via,
        reason,
        message,
      });
}
