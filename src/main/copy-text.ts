/** Puts text on the clipboard, for the pages. */
import { clipboard } from 'electron';
import { failure } from '../shared/errors';

const MEBI = 1024 * 1024;

/** More stops clipboard managers and whatever the text is pasted into. Mebibytes of characters. */
export const MOST_COPIED = 8;

/** Rejects with `control.too-long` {most}; then the clipboard is as it was. */
export async function copyText(text: string): Promise<void> {
  if (text.length > MOST_COPIED * MEBI) {
    throw failure('control.too-long', { most: MOST_COPIED });
  }
  // A promise in later versions of Electron.
  await clipboard.writeText(text);
}
