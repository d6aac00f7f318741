/** The popover: a window that hangs from the tray, or an ordinary window where none can be placed. */
import { BrowserWindow, screen, type Rectangle, type WebContents } from 'electron';
import { backgroundColour } from './appearance';
import { log } from './log';
import { PAGE_RIGHTS, pageUrl } from './page';
import { placePopover } from './popover-placement';

const SIZE = { width: 360, height: 560 };

/** A click on the tray icon takes the focus first: what that hid is not to be shown again. Milliseconds. */
const SAME_CLICK_MS = 250;

/** Who clicks on the icon while the popover comes up by itself wants to see it. Milliseconds. */
const COMING_UP_MS = 500;

const NOWHERE: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

interface PopoverOptions {
  /** `false`: an ordinary window that stays when it loses the focus. */
  readonly anchored: boolean;
  readonly icon: string;
  /** Whether closing means closing; otherwise it hides. */
  readonly isQuitting: () => boolean;
  /** Whether it has to stay although the person turns elsewhere, e.g. for a code that it asks for. */
  readonly stays: () => boolean;
  readonly onShow: () => void;
}

export class Popover {
  readonly #window: BrowserWindow;
  readonly #anchored: boolean;
  #hiddenAt = 0;
  #cameUpAt = 0;

  /** Made hidden and loaded at once, so that the first click shows a painted page. */
  constructor({ anchored, icon, isQuitting, stays, onShow }: PopoverOptions) {
    this.#anchored = anchored;
    this.#window = new BrowserWindow({
      ...SIZE,
      useContentSize: true,
      minWidth: SIZE.width,
      minHeight: 320,
      title: 'Gangway',
      icon,
      show: false,
      backgroundColor: backgroundColour(),
      frame: !anchored,
      resizable: !anchored,
      minimizable: !anchored,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: anchored,
      alwaysOnTop: anchored,
      autoHideMenuBar: true,
      webPreferences: PAGE_RIGHTS,
    });
    this.#window.on('close', (event) => {
      if (isQuitting()) return;
      event.preventDefault();
      this.#hide();
    });
    this.#window.on('show', onShow);
    // A window that was never shown goes on painting, as Chromium takes it for seen until it is hidden.
    this.#window.once('ready-to-show', () => {
      if (!this.#window.isVisible()) this.#window.hide();
    });
    this.#window.on('blur', () => {
      if (anchored && !stays() && !this.#window.webContents.isDevToolsOpened()) this.#hide();
    });
    this.#window.webContents.on('render-process-gone', (_event, { reason }) => {
      log.error(`the page is gone: ${reason}`);
      if (!isQuitting()) this.#window.reload();
    });
  }

  get isVisible(): boolean {
    return this.#window.isVisible();
  }

  /** Paints what the page has not painted yet in the colour of the theme. */
  themeChanged(): void {
    this.#window.setBackgroundColor(backgroundColour());
  }

  get contents(): WebContents {
    return this.#window.webContents;
  }

  /** Rejects if the page cannot be loaded. */
  async load(): Promise<void> {
    await this.#window.loadURL(pageUrl);
  }

  /** A click on the tray icon, which is at `tray`. */
  toggle(tray: Rectangle): void {
    if (this.#window.isVisible()) {
      if (Date.now() - this.#cameUpAt > COMING_UP_MS) this.#hide();
    } else if (Date.now() - this.#hiddenAt > SAME_CLICK_MS) this.show(tray);
  }

  show(tray = NOWHERE): void {
    if (!this.#window.isVisible()) this.#place(tray);
    if (tray === NOWHERE) this.#cameUpAt = Date.now();
    this.#window.show();
    this.#window.focus();
  }

  /** Shows a question without taking the keyboard away from whatever the person does. */
  showAside(): void {
    if (this.#window.isVisible()) return;
    this.#place(NOWHERE);
    this.#window.showInactive();
  }

  /** Escape: sends a popover away; an ordinary window stays. */
  dismiss(): void {
    if (this.#anchored) this.#hide();
  }

  #hide(): void {
    if (this.#window.isVisible()) this.#hiddenAt = Date.now();
    this.#window.hide();
  }

  #place(tray: Rectangle): void {
    if (!this.#anchored) return;
    const cursor = screen.getCursorScreenPoint();
    const display = screen.getDisplayNearestPoint(tray.width > 0 ? tray : cursor);
    const { x, y } = placePopover({ size: SIZE, tray, cursor, display });
    this.#window.setPosition(x, y, false);
  }
}
