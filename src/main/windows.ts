/** Ordinary windows: the main one, and one for each container that is looked into. */
import { app, BrowserWindow, screen, type WebContents } from 'electron';
import { hashOf, routeOf, type WindowRoute } from '../shared/window-route';
import { backgroundColour } from './appearance';
import { log } from './log';
import { PAGE_RIGHTS, pageUrl } from './page';
import type { StateStore } from './state-store';
import { placeWindow } from './window-placement';

export type OrdinaryRoute = Exclude<WindowRoute, { window: 'popover' }>;
type Kind = OrdinaryRoute['window'];

const SIZES: Readonly<Record<Kind, { width: number; height: number }>> = {
  main: { width: 880, height: 640 },
  container: { width: 860, height: 560 },
};
const LEAST = { width: 480, height: 360 };

/** After the last move of many; also kept when it closes. Milliseconds. */
const SETTLED_MS = 300;

interface WindowsOptions {
  readonly icon: string;
  readonly state: StateStore;
  /** What to call a window that shows `route`; `null` keeps the name it has. */
  readonly titleOf: (route: WindowRoute) => string | null;
}

export class AppWindows {
  readonly #options: WindowsOptions;
  readonly #open = new Map<string, BrowserWindow>();

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  /** Opens that window, or brings it to the front, at the place that `route` names. */
  show(route: OrdinaryRoute): void {
    const key = keyOf(route);
    const known = this.#open.get(key);
    const window = known ?? this.#make(key, route.window);
    const url = pageUrl + hashOf(route);
    // The same address once more would load the page anew, and lose what was typed there.
    if (window.webContents.getURL() !== url) {
      window
        .loadURL(url)
        .catch((error: unknown) => log.error(`the page of ${route.window}:`, error));
    }
    if (!known) return;
    bringUp(window);
  }

  contents(): readonly WebContents[] {
    return [...this.#open.values()].map(({ webContents }) => webContents);
  }

  main(): BrowserWindow | undefined {
    return this.#open.get('main');
  }

  /** The one with the keyboard. */
  focused(): BrowserWindow | undefined {
    return [...this.#open.values()].find((window) => window.isFocused());
  }

  /** Names may have changed, or the language. */
  updateTitles(): void {
    for (const window of this.#open.values()) this.#updateTitle(window);
  }

  themeChanged(): void {
    for (const window of this.#open.values()) window.setBackgroundColor(backgroundColour());
  }

  #make(key: string, kind: Kind): BrowserWindow {
    const last = this.#options.state.boundsOf(kind);
    const others = [...this.#open].filter(([other]) => kindOf(other) === kind);
    const window = new BrowserWindow({
      ...placeWindow({
        last,
        size: SIZES[kind],
        least: LEAST,
        workAreas: workAreas(),
        taken: others.map(([, other]) => other.getBounds()),
      }),
      minWidth: LEAST.width,
      minHeight: LEAST.height,
      title: 'Gangway',
      icon: this.#options.icon,
      show: false,
      backgroundColor: backgroundColour(),
      autoHideMenuBar: true,
      webPreferences: PAGE_RIGHTS,
    });
    this.#open.set(key, window);
    window.once('ready-to-show', () => {
      if (last?.maximized) window.maximize();
      window.show();
      window.focus();
    });
    window.on('closed', () => this.#open.delete(key));
    // Its page asks whether to close, which has to be seen.
    window.webContents.on('will-prevent-unload', () => bringUp(window));
    this.#keepBounds(window, kind);
    this.#nameByContent(window);
    closeByKey(window);
    return window;
  }

  #keepBounds(window: BrowserWindow, kind: Kind): void {
    let timer: NodeJS.Timeout | undefined;
    const keep = (): void => {
      clearTimeout(timer);
      const maximized = window.isMaximized();
      // Without a window manager, the normal bounds of one that never was anything else may be its first ones.
      const bounds = maximized ? window.getNormalBounds() : window.getBounds();
      this.#options.state.keepBounds(kind, { ...bounds, maximized });
    };
    const keepSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, SETTLED_MS);
    };
    window.on('move', keepSoon);
    window.on('resize', keepSoon);
    window.on('close', keep);
    // The end of the app closes no window in an orderly way.
    app.on('before-quit', keep);
    window.on('closed', () => {
      clearTimeout(timer);
      app.off('before-quit', keep);
    });
  }

  /** By what it shows, not by the title of the page, which is the same for all. */
  #nameByContent(window: BrowserWindow): void {
    window.on('page-title-updated', (event) => event.preventDefault());
    const update = (): void => this.#updateTitle(window);
    window.webContents.on('did-navigate', update);
    window.webContents.on('did-navigate-in-page', update);
  }

  #updateTitle(window: BrowserWindow): void {
    const title = this.#options.titleOf(routeIn(window));
    if (title !== null && title !== window.getTitle()) window.setTitle(title);
  }
}

function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function routeIn({ webContents }: BrowserWindow): WindowRoute {
  return routeOf(new URL(webContents.getURL() || pageUrl).hash);
}

/** Ctrl+W, or Cmd+W, where no menu has it. Escape is the page's: a shell needs it, and so does a search. */
function closeByKey(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (event, { type, key, control, meta, shift, alt }) => {
    if (type !== 'keyDown' || key.toLowerCase() !== 'w' || shift || alt) return;
    if (control === meta) return;
    // In a shell, Ctrl+W takes back a word.
    const route = routeIn(window);
    if (control && route.window === 'container' && route.tab === 'shell') return;
    event.preventDefault();
    window.close();
  });
}

/** The main display's first. */
function workAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

function keyOf(route: OrdinaryRoute): string {
  return route.window === 'container'
    ? `container ${route.profile} ${route.container}`
    : route.window;
}

function kindOf(key: string): string {
  return key.split(' ')[0] ?? key;
}
