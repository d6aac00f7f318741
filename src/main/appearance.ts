/** How the app looks before and around its pages. */
import { nativeTheme } from 'electron';
import type { Settings } from '../shared/settings';

/** `--window` of the renderer's tokens.css, so that a window does not flash before its page is painted. */
const BACKGROUND = { light: '#f5f6f7', dark: '#17191c' };

export function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

/** The pages follow by themselves (`prefers-color-scheme`). */
export function applyTheme(theme: Settings['theme']): void {
  if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
}

export function onThemeChange(listener: () => void): void {
  nativeTheme.on('updated', listener);
}
