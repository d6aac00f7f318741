/** Ordinary windows: the main one, and one for each container that is looked into. */
import { BrowserWindow, type WebContents } from 'electron';
import { hashOf, type WindowRoute } from '../shared/window-route';
import { log } from './log';
import { pageUrl } from './page';
import { preloadFile } from './paths';

export type OrdinaryRoute = Exclude<WindowRoute, { window: 'popover' }>;

const SIZES: Readonly<Record<OrdinaryRoute['window'], { width: number; height: number }>> = {
  main: { width: 880, height: 640 },
  container: { width: 860, height: 560 },
};

export class AppWindows {
  readonly #icon: string;
  readonly #open = new Map<string, BrowserWindow>();

  constructor({ icon }: { readonly icon: string }) {
    this.#icon = icon;
  }

  /** Opens that window, or brings it to the front, at the place that `route` names. */
  show(route: OrdinaryRoute): void {
    const key = keyOf(route);
    const window = this.#open.get(key) ?? this.#make(key, route.window);
    window
      .loadURL(pageUrl + hashOf(route))
      .catch((error: unknown) => log.error(`the page of ${route.window}:`, error));
    window.show();
    window.focus();
  }

  contents(): readonly WebContents[] {
    return [...this.#open.values()].map(({ webContents }) => webContents);
  }

  #make(key: string, kind: OrdinaryRoute['window']): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZES[kind],
      minWidth: 480,
      minHeight: 360,
      title: 'Gangway',
      icon: this.#icon,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    });
    window.on('closed', () => this.#open.delete(key));
    this.#open.set(key, window);
    return window;
  }
}

function keyOf(route: OrdinaryRoute): string {
  return route.window === 'container'
    ? `container ${route.profile} ${route.container}`
    : route.window;
}
