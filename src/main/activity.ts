/** What the activity screen asks of the shell: a file, or a report on the clipboard. */
import { release } from 'node:os';
import { app } from 'electron';
import { diagnosticsOf } from '../core/audit/diagnostics';
import type { Engine } from '../core/engine';
import { writeTextAtomically } from '../core/files/atomic-file';
import { storageFailed } from '../core/profiles/home';
import { askForFile } from './ask-for-file';
import { copyText } from './copy-text';
import { systemName } from './platform';
import type { ShellWords } from './texts';

/** Resolves with the file, or with `null` if none was chosen. Rejects with `config.storage-failed`. */
export async function exportActivity(engine: Engine, t: ShellWords): Promise<string | null> {
  const file = await askForFile({
    title: t('dialogs.exportActivity'),
    name: `gangway-activity-${today()}.jsonl`,
    filter: { name: t('dialogs.jsonLines'), extensions: ['jsonl'] },
  });
  if (file === null) return null;
  const events = await engine.allActivity();
  try {
    writeTextAtomically(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  } catch (error) {
    throw storageFailed(file, error);
  }
  return file;
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
