import type { ErrorCode, ErrorInfo } from './errors';

const CODES: readonly ErrorCode[] = [
  'docker.missing',
  'docker.denied',
  'docker.tls-failed',
  'docker.failed',
];

/** The warning that says why Docker gave no list of containers; those about this computer's own `docker` do not. */
export function noInventoryReason(warnings: readonly ErrorInfo[]): ErrorInfo | undefined {
  return warnings.find(({ code }) => CODES.includes(code));
}
