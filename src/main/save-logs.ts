/** Writes what a container has said to a file that a person chooses. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { storageFailed } from '../core/profiles/home';
import type { LogLine } from '../shared/container-tools';
import { GangwayError } from '../shared/errors';
import { askForFile } from './ask-for-file';
import type { ShellWords } from './texts';

/**
 * `name` is the container's. Resolves with the file, or with `null` if none was chosen. Rejects with
 * `config.storage-failed`, or as the logs do; then a file that was there before is as it was.
 */
export async function saveLogs(
  logs: () => AsyncIterable<readonly LogLine[]>,
  name: string,
  t: ShellWords,
): Promise<string | null> {
  const file = await askForFile({
    title: t('dialogs.saveLogs', { name }),
    name: `${name.replace(/[^\w.-]/g, '_')}.log`,
    filter: { name: t('dialogs.logs'), extensions: ['log', 'txt'] },
  });
  if (file === null) return null;
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(textOf(logs())), createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof GangwayError ? error : storageFailed(file, error);
  }
  return file;
}

async function* textOf(batches: AsyncIterable<readonly LogLine[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch
      .map(({ at, text }) => `${at === null ? '' : `${new Date(at).toISOString()} `}${text}\n`)
      .join('');
  }
}
