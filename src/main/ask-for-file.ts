/** Asks a person where a file goes. */
import path from 'node:path';
import { app, BrowserWindow, dialog, type FileFilter } from 'electron';

interface FileWish {
  readonly title: string;
  /** In the person's documents, unless they choose another place. */
  readonly name: string;
  readonly filter: FileFilter;
}

/** Above the window with the keyboard. Resolves with the file, or with `null` if none was chosen. */
export async function askForFile({ title, name, filter }: FileWish): Promise<string | null> {
  const options = {
    title,
    defaultPath: path.join(app.getPath('documents'), name),
    filters: [filter],
  };
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}
