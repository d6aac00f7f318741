/** Writes what a container has said to a file that a person chooses. */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { app, dialog } from 'electron';
import type { LogLine } from '../shared/container-tools';
import { storageFailed } from '../core/profiles/home';

/** Resolves with the file, or with `null` if none was chosen. Rejects with `config.storage-failed`, or as the logs do. */
export async function saveLogs(
  logs: () => AsyncIterable<readonly LogLine[]>,
  name: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: `Save logs of ${name}`,
    defaultPath: path.join(app.getPath('documents'), `${name.replace(/[^\w.-]/g, '_')}.log`),
    filters: [{ name: 'Logs', extensions: ['log', 'txt'] }],
  });
  if (canceled || filePath === '') return null;
  const file = createWriteStream(filePath, { mode: 0o600 });
  const storage = new Promise<never>((_resolve, reject) =>
    file.once('error', (error) => reject(storageFailed(filePath, error))),
  );
  await Promise.race([pipeline(Readable.from(textOf(logs())), file), storage]);
  return filePath;
}

async function* textOf(batches: AsyncIterable<readonly LogLine[]>): AsyncGenerator<string> {
  for await (const batch of batches) {
    yield batch
      .map(({ at, text }) => `${at === null ? '' : `${new Date(at).toISOString()} `}${text}\n`)
      .join('');
  }
}
