/** The application menu: without its Edit roles macOS knows no copy and paste. */
import { Menu } from 'electron';
import type { Desktop } from './platform';
import type { ShellWords } from './texts';

/** Elsewhere there is none: its accelerators would reload the page and open developer tools. */
export function setAppMenu({ menuBarOnly }: Desktop, t: ShellWords): void {
  Menu.setApplicationMenu(
    menuBarOnly
      ? Menu.buildFromTemplate([
          { role: 'appMenu' },
          { role: 'editMenu', label: t('menu.edit') },
          {
            role: 'window',
            label: t('menu.window'),
            submenu: [{ role: 'minimize' }, { role: 'close' }],
          },
        ])
      : null,
  );
}
