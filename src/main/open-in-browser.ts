import { shell } from 'electron';
import { log } from './log';

/** Opens a page in the person's browser; the address has been validated. */
export function openInBrowser(url: string): void {
  shell.openExternal(url).catch((error: unknown) => log.warn('no browser opened:', error));
}
