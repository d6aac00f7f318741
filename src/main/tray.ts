/** The tray icon and its menu. */
import path from 'node:path';
import { Menu, Tray, nativeImage, type NativeImage, type Rectangle } from 'electron';
import type { AppSnapshot } from '../shared/snapshot';
import { assetsDirectory } from './paths';
import type { Desktop } from './platform';
import { TRAY_ICONS, trayView, type TrayIcon, type TrayItem, type TrayView } from './tray-menu';

/** Hosts lose icons that follow each other faster than this. Milliseconds. */
const LEAST_INTERVAL_MS = 200;

type TrayMenu = ReturnType<typeof Menu.buildFromTemplate>;

export interface TrayActions {
  readonly toggle: (bounds: Rectangle) => void;
  readonly open: () => void;
  readonly act: (item: TrayItem) => void;
  readonly quit: () => void;
}

export class AppTray {
  readonly #icons: Readonly<Record<TrayIcon, NativeImage>>;
  readonly #tray: Tray;
  readonly #desktop: Desktop;
  readonly #actions: TrayActions;
  #shown = '';
  #next: TrayView | null = null;
  #timer: NodeJS.Timeout | null = null;
  #menu: TrayMenu;

  constructor(desktop: Desktop, actions: TrayActions) {
    this.#desktop = desktop;
    this.#actions = actions;
    this.#icons = loadIcons(desktop);
    this.#tray = new Tray(this.#icons.idle);
    this.#menu = this.#menuOf([]);
    this.#tray.setToolTip('Gangway');
    if (desktop.trayMenu === 'set') this.#tray.setContextMenu(this.#menu);
    else this.#tray.on('right-click', () => this.#tray.popUpContextMenu(this.#menu));
    this.#tray.on('click', (_event, bounds) => actions.toggle(bounds));
  }

  /** Shows `snapshot`; most patches (a new echo) change nothing here and touch nothing. */
  update(snapshot: AppSnapshot): void {
    const view = trayView(snapshot);
    const shown = JSON.stringify(view);
    if (shown === this.#shown) return;
    this.#shown = shown;
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
    const { act, open, quit } = this.#actions;
    return Menu.buildFromTemplate([
      ...items.map((item) => ({ label: item.label, click: () => act(item) })),
      ...(items.length > 0 ? [{ type: 'separator' as const }] : []),
      { label: 'Open Gangway', click: open },
      { label: 'Quit', click: quit },
    ]);
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
