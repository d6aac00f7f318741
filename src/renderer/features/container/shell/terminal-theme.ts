/** The terminal in the colours of the app, read from the tokens as they are now: light or dark. */
import type { ITheme } from '@xterm/xterm';

export function terminalTheme(): ITheme {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string): string => tokens.getPropertyValue(`--${name}`).trim();
  const [red, green, yellow] = [token('ansi-red'), token('ansi-green'), token('ansi-yellow')];
  const [blue, magenta, cyan] = [token('ansi-blue'), token('ansi-magenta'), token('ansi-cyan')];
  return {
    background: token('surface'),
    foreground: token('ink'),
    cursor: token('accent'),
    cursorAccent: token('surface'),
    selectionBackground: token('accent'),
    selectionForeground: token('accent-ink'),
    ...{ red, green, yellow, blue, magenta, cyan },
    ...{ brightRed: red, brightGreen: green, brightYellow: yellow },
    ...{ brightBlue: blue, brightMagenta: magenta, brightCyan: cyan },
    black: token('sunken'),
    brightBlack: token('ansi-grey'),
    white: token('ink-2'),
    brightWhite: token('ink'),
    scrollbarSliderBackground: token('line-strong'),
    scrollbarSliderHoverBackground: token('off'),
    scrollbarSliderActiveBackground: token('off'),
  };
}

/** Calls `listener` when light becomes dark or the other way round; returns its removal. */
export function onThemeChange(listener: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
