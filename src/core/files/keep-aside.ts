/** What is done with a file of a person's that cannot be understood: it is neither lost nor written over. */
import { renameSync } from 'node:fs';
import { errorInfo, type ErrorDetail, type ErrorInfo } from '../../shared/errors';

/**
 * Moves `file` out of the way of what is written next: `config.file-broken` {path, reason, kept?} and `facts`. Without
 * `kept` it could not be moved, and must not be written over.
 */
export function keepAside(file: string, reason: string, facts: ErrorDetail = {}): ErrorInfo {
  const kept = `${file}.broken-${new Date().toISOString().replaceAll(':', '-')}`;
  const told = { path: file, reason, ...facts };
  try {
    renameSync(file, kept);
  } catch {
    return errorInfo('config.file-broken', told);
  }
  return errorInfo('config.file-broken', { ...told, kept });
}
