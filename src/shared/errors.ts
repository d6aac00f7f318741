/**
 * Every failure that crosses a boundary (thread, process, IPC) is an `ErrorInfo`: a code from this
 * table plus facts about it. Sentences for people are made from it in `error-text.ts`, nowhere else.
 */
import { z } from 'zod';

/**
 * Whether a reconnect may help without anything else changing. `true` entries are retried with backoff
 * by the bridge's machine; the others need a person.
 */
const RETRYABLE = {
  'config.invalid': false,
  'config.file-broken': false,
  'config.unknown-profile': false,
  'config.which-profile': false,
  'config.unknown-network': false,
  'config.duplicate-name': false,
  'config.storage-failed': false,
  'config.link-refused': false,

  'ssh.dns': true,
  'ssh.refused': true,
  'ssh.unreachable': true,
  'ssh.timeout': true,
  'ssh.lost': true,
  'ssh.protocol': false,
  'ssh.auth-failed': false,
  'ssh.login-unfinished': false,
  'ssh.cancelled': false,
  'ssh.needs-answer': false,
  'ssh.key-unreadable': false,
  'ssh.key-passphrase-wrong': false,
  'ssh.host-key-unknown': false,
  'ssh.host-key-changed': false,
  'ssh.known-hosts-unwritable': false,
  'ssh.channel-refused': false,

  'gateway.tunnel-not-permitted': false,
  'gateway.tun-denied': false,
  'gateway.tool-missing': false,
  'gateway.setup-failed': false,
  'gateway.guard-lost': true,
  'gateway.attach-failed': false,

  'helper.denied': false,
  'helper.no-agent': false,
  'helper.failed': false,
  'helper.version': false,
  'helper.gone': false,
  'helper.refused': false,
  'helper.service-failed': false,
  'helper.service-silent': false,

  'net.tun-failed': false,
  'net.apply-failed': false,
  'net.no-address': false,
  'net.conflict': false,
  'net.nothing-to-route': false,
  'net.silent': true,
  'net.remapped': false,
  'net.remap-full': false,
  'net.no-ipv6': false,
  'net.internal': false,
  'net.ingress': false,
  'net.unsupported': false,
  'net.needs-manager': false,
  'net.not-enabled': false,
  'net.host-network': false,
  'net.no-network': false,
  'net.container-stopped': false,
  'net.no-answer': false,
  'net.mtu': false,

  'docker.missing': false,
  'docker.denied': false,
  'docker.no-such-container': false,
  'docker.failed': true,
  'docker.not-running': false,
  'docker.no-shell': false,
  'docker.no-logs': false,
  'docker.action-failed': false,

  'docker.context-taken': false,
  'docker.context-failed': false,
  'docker.socket-failed': false,
  'docker.tls-failed': false,
  'docker.no-cli': false,

  'names.server-failed': false,
  'names.apply-failed': false,
  'names.nameserver-silent': false,

  'control.busy': false,
  'control.gone': false,
  'control.not-connected': false,
  'control.too-long': false,

  internal: false,
} as const;

export type ErrorCode = keyof typeof RETRYABLE;

export const ERROR_CODES = Object.keys(RETRYABLE) as ErrorCode[];

/** Facts about a failure, ready for a sentence: addresses, paths, names, counts. Never a secret. */
export type ErrorDetail = Readonly<Record<string, string | number>>;

export interface ErrorInfo {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly detail: ErrorDetail;
  readonly cause?: ErrorInfo | undefined;
}

export const errorInfoSchema: z.ZodType<ErrorInfo> = z.lazy(() =>
  z.object({
    code: z.enum(ERROR_CODES),
    retryable: z.boolean(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    cause: errorInfoSchema.optional(),
  }),
);

export function errorInfo(code: ErrorCode, detail: ErrorDetail = {}, cause?: ErrorInfo): ErrorInfo {
  return { code, retryable: RETRYABLE[code], detail, ...(cause && { cause }) };
}

/** An `ErrorInfo` on its way up the stack. */
export class GangwayError extends Error {
  constructor(readonly info: ErrorInfo) {
    super(`${info.code} ${JSON.stringify(info.detail)}`);
    this.name = 'GangwayError';
  }
}

/** Builds a throwable; `cause` may be anything that was caught. */
export function failure(code: ErrorCode, detail: ErrorDetail = {}, cause?: unknown): GangwayError {
  return new GangwayError(
    errorInfo(code, detail, cause === undefined ? undefined : toErrorInfo(cause)),
  );
}

/** Whatever was thrown, as an `ErrorInfo`; what is not ours becomes `internal` with its message. */
export function toErrorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof GangwayError) return thrown.info;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return errorInfo('internal', { message });
}
