/** What the activity screen asks of the shell: a file, or a report on the clipboard. */
import { release } from 'node:os';
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { diagnosticsOf } from '../core/audit/diagnostics';
import type { Engine } from '../core/engine';
import { writeTextAtomically } from '../core/files/atomic-file';
import { storageFailed } from '../core/profiles/home';
import { copyText } from './copy-text';
import { systemName } from './platform';
import type { ShellWords } from './texts';

/** Resolves with the file, or with `null` if none was chosen. Rejects with `config.storage-failed`. */
export async function exportActivity(engine: Engine, t: ShellWords): Promise<string | null> {
  const options = {
    title: t('dialogs.exportActivity'),
    defaultPath: path.join(app.getPath('documents'), `gangway-activity-${today()}.jsonl`),
    filters: [{ name: t('dialogs.jsonLines'), extensions: ['jsonl'] }],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return null;
  const events = await engine.allActivity();
  try {
    writeTextAtomically(filePath, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  } catch (error) {
    throw storageFailed(filePath, error);
  }
  return filePath;
}

export async function copyDiagnostics(engine: Engine): Promise<void> {
  const { events } = await engine.handlers.activity(0);
  const { electron, node } = process.versions;
  const text = diagnosticsOf({
    ...{ snapshot: engine.snapshot(), events },
    platform: `${systemName} ${release()} ${process.arch}, Electron ${electron}, Node ${node}`,
    home: app.getPath('home'),
  });
  await copyText(text);
}

/** As the person's clock has it, e.g. `2026-03-01`. */
function today(): string {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}
