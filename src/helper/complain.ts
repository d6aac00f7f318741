import { GangwayError, failure } from '../shared/errors';

export function failed(message: string): GangwayError {
  return failure('helper.failed', { message });
}

/** What went wrong, in one line. */
export function wordsOf(error: unknown): string {
  const detail = error instanceof GangwayError ? error.info.detail['message'] : undefined;
  return String(detail ?? error).replaceAll('\n', ' ');
}

/** For the app's log, which may be gone, or the system's. */
export function complain(error: unknown): void {
  process.stderr.write(`${wordsOf(error)}\n`);
}
