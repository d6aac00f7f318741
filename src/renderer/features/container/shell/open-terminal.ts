/** xterm.js in an element of ours: loaded only with the first shell. */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { TerminalSize } from '../../../../shared/container-tools';
import { adoptStyles } from './adopted-styles';
import { onThemeChange, terminalTheme } from './terminal-theme';

interface TerminalListeners {
  readonly onTyped: (text: string) => void;
  readonly onResized: (size: TerminalSize) => void;
  readonly onCopy: (text: string) => void;
  /** Shift+Escape: Tab belongs to the shell, and one has to get out without a mouse. */
  readonly onLeave: () => void;
}

export interface OpenTerminal {
  readonly size: TerminalSize;
  /** Resolves once it is drawn, or will be with the next frame: until then the other end should wait. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly focus: () => void;
  /** Nothing more can be typed; what was printed stays. */
  readonly end: () => void;
  /** Selects the next (1) or the previous (-1) `text`; whether there is any. */
  readonly find: (text: string, step: 1 | -1, matchCase: boolean) => boolean;
  readonly close: () => void;
}

const LINES_KEPT = 5_000;

/** Pixels, as 0.78125 of a root em: xterm measures in pixels, and text settings carry everything. */
const fontSize = (): number =>
  Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125);

/** `label` is its accessible name. The element must have its size. */
export function openTerminal(
  element: HTMLElement,
  label: string,
  listeners: TerminalListeners,
): OpenTerminal {
  const styled = adoptStyles(document);
  const terminal = new Terminal({
    documentOverride: styled.document,
    theme: terminalTheme(),
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono').trim(),
    fontSize: fontSize(),
    lineHeight: 1.2,
    scrollback: LINES_KEPT,
    minimumContrastRatio: 4.5,
    screenReaderMode: true,
    cursorBlink: false,
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.open(element);
  terminal.textarea?.setAttribute('aria-label', label);
  fit.fit();
  const resizes = new ResizeObserver(() => fit.fit());
  resizes.observe(element);
  const unfollow = onThemeChange(() => (terminal.options.theme = terminalTheme()));
  terminal.onData(listeners.onTyped);
  terminal.onBinary(listeners.onTyped);
  terminal.onResize(({ cols, rows }) => listeners.onResized({ columns: cols, rows }));
  terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal, listeners));
  return {
    size: { columns: terminal.cols, rows: terminal.rows },
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    focus: () => terminal.focus(),
    end: () => {
      terminal.options.disableStdin = true;
      // DECTCEM: a cursor would promise that one can type.
      terminal.write('\u001b[?25l');
    },
    find: (text, step, matchCase) => {
      const options = { caseSensitive: matchCase };
      return step === 1 ? search.findNext(text, options) : search.findPrevious(text, options);
    },
    close: () => {
      unfollow();
      resizes.disconnect();
      terminal.dispose();
      styled.release();
    },
  };
}

/** Whether the key is the shell's. What is not stays the page's: with Shift or Cmd, V pastes, which xterm hears of. */
function handleKey(
  event: KeyboardEvent,
  terminal: Terminal,
  listeners: TerminalListeners,
): boolean {
  const key = event.key.toLowerCase();
  if (key === 'escape' && event.shiftKey) {
    // Not also the window's, which Escape closes.
    event.preventDefault();
    if (event.type === 'keydown') listeners.onLeave();
    return false;
  }
  const isOurs = (event.ctrlKey && event.shiftKey) || event.metaKey;
  if (!isOurs || !['c', 'v', 'f'].includes(key)) return true;
  if (key === 'c' && event.type === 'keydown') {
    // Ctrl+Shift+C would also open the inspector where there is one.
    event.preventDefault();
    if (terminal.hasSelection()) listeners.onCopy(terminal.getSelection());
  }
  return false;
}
