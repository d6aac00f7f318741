/** Writes what a container has said to a file that a person chooses. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { app, BrowserWindow, dialog } from 'electron';
import type { LogLine } from '../shared/container-tools';
import { GangwayError } from '../shared/errors';
import { storageFailed } from '../core/profiles/home';
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
  const options = {
    title: t('dialogs.saveLogs', { name }),
    defaultPath: path.join(app.getPath('documents'), `${name.replace(/[^\w.-]/g, '_')}.log`),
    filters: [{ name: t('dialogs.logs'), extensions: ['log', 'txt'] }],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return null;
  const part = `${filePath}.part`;
  try {
    await pipeline(Readable.from(textOf(logs())), createWriteStream(part, { mode: 0o600 }));
    await rename(part, filePath);
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof GangwayError ? error : storageFailed(filePath, error);
  }
  return filePath;
}

async function* textOf(batches: AsyncIterable<readonly LogLine[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch
      .map(({ at, text }) => `${at === null ? '' : `${new Date(at).toISOString()} `}${text}\n`)
      .join('');
  }
}
