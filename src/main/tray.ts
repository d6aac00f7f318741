/** The tray icon and its menu. */
import path from 'node:path';
import {
  Menu,
  Tray,
  nativeImage,
  type MenuItemConstructorOptions,
  type NativeImage,
  type Rectangle,
} from 'electron';
import type { AppSnapshot } from '../shared/snapshot';
import { MAIN_SECTIONS, type MainSection } from '../shared/window-route';
import { assetsDirectory } from './paths';
import type { Desktop } from './platform';
import type { ShellWords } from './texts';
import { TRAY_ICONS, trayView, type TrayIcon, type TrayItem, type TrayView } from './tray-menu';

/** Hosts lose icons that follow each other faster than this. Milliseconds. */
const LEAST_INTERVAL_MS = 200;

/** Profiles beyond these stand in a menu of their own. */
const MOST_PROFILES = 12;

type TrayMenu = ReturnType<typeof Menu.buildFromTemplate>;

export interface TrayActions {
  readonly toggle: (bounds: Rectangle) => void;
  readonly open: () => void;
  readonly openMain: (section: MainSection) => void;
  /** One that has something to do. */
  readonly act: (action: 'connect' | 'disconnect', profileId: string) => void;
  readonly quit: () => void;
}

export class AppTray {
  readonly #icons: Readonly<Record<TrayIcon, NativeImage>>;
  readonly #tray: Tray;
  readonly #desktop: Desktop;
  readonly #actions: TrayActions;
  #words: ShellWords;
  #shown = '';
  #next: TrayView | null = null;
  #timer: NodeJS.Timeout | null = null;
  #menu: TrayMenu;

  constructor(desktop: Desktop, words: ShellWords, actions: TrayActions) {
    this.#desktop = desktop;
    this.#actions = actions;
    this.#words = words;
    this.#icons = loadIcons(desktop);
    this.#tray = new Tray(this.#icons.idle);
    this.#menu = this.#menuOf([]);
    this.#tray.setToolTip('Gangway');
    if (desktop.trayMenu === 'set') this.#tray.setContextMenu(this.#menu);
    else this.#tray.on('right-click', () => this.#tray.popUpContextMenu(this.#menu));
    this.#tray.on('click', (_event, bounds) => actions.toggle(bounds));
  }

  /** Shows `snapshot`; most patches (a new echo) change nothing here and touch nothing. */
  update(snapshot: AppSnapshot, words: ShellWords): void {
    const view = trayView(snapshot, words);
    const shown = JSON.stringify([view, words('menu.quit')]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#words = words;
    this.#next = view;
    if (!this.#timer) this.#apply();
  }

  #apply(): void {
    const view = this.#next;
    this.#next = null;
    this.#timer = null;
    if (!view || this.#tray.isDestroyed()) return;
    this.#tray.setImage(this.#icons[view.icon]);
    this.#tray.setToolTip(view.tooltip);
    this.#menu = this.#menuOf(view.items);
    // Linux shows the menu as it was when it was set, so a changed one has to be set again.
    if (this.#desktop.trayMenu === 'set') this.#tray.setContextMenu(this.#menu);
    this.#timer = setTimeout(() => this.#apply(), LEAST_INTERVAL_MS);
  }

  #menuOf(items: readonly TrayItem[]): TrayMenu {
    const { open, openMain, quit } = this.#actions;
    const words = this.#words;
    const separator = { type: 'separator' } as const;
    const profiles = items.map((item) => this.#itemOf(item));
    const more = profiles.slice(MOST_PROFILES);
    return Menu.buildFromTemplate([
      ...profiles.slice(0, MOST_PROFILES),
      ...(more.length > 0 ? [{ label: words('menu.more'), submenu: more }] : []),
      ...(items.length > 0 ? [separator] : []),
      { label: words('menu.open'), click: open },
      ...MAIN_SECTIONS.map((section) => ({
        label: words(`menu.${section}`),
        click: () => openMain(section),
      })),
      separator,
      { label: words('menu.quit'), click: quit },
    ]);
  }

  #itemOf({ label, action, checked, profileId }: TrayItem): MenuItemConstructorOptions {
    return {
      label,
      type: checked ? 'checkbox' : 'normal',
      checked,
      enabled: action !== null,
      click: () => {
        if (action) this.#actions.act(action, profileId);
      },
    };
  }
}

/** The `@2x` files beside them are found by Electron. */
function loadIcons({ trayIcons: { folder, suffix } }: Desktop): Record<TrayIcon, NativeImage> {
  const load = (icon: TrayIcon): NativeImage =>
    nativeImage.createFromPath(path.join(assetsDirectory, 'tray', folder, `${icon}${suffix}`));
  return Object.fromEntries(TRAY_ICONS.map((icon) => [icon, load(icon)])) as Record<
    TrayIcon,
    NativeImage
  >;
}
