/** The one page that our window shows. */
import { app } from 'electron';
import { HOME_URL } from './app-protocol';

/** electron-vite's development server, which reloads what changes, else the built page. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

export const pageUrl = developmentUrl ?? HOME_URL;

/** Whether a frame shows it; the part after `#` does not matter. */
export function isOurPage(url: string): boolean {
  return withoutTail(url) === withoutTail(pageUrl);
}

function withoutTail(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}
