/** The one page that our windows show, and what it may do there. */
import { app, type WebPreferences } from 'electron';
import { HOME_URL } from './app-protocol';
import { preloadFile } from './paths';

/** electron-vite's development server, which reloads what changes, else the built page. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

export const pageUrl = developmentUrl ?? HOME_URL;

/** Of every window. */
export const PAGE_RIGHTS: WebPreferences = {
  preload: preloadFile,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  spellcheck: false,
};

/** Whether a frame shows it; the part after `#` does not matter. */
export function isOurPage(url: string): boolean {
  return withoutTail(url) === withoutTail(pageUrl);
}

function withoutTail(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}
