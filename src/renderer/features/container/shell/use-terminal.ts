import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import type { TerminalSize } from '../../../../shared/container-tools';
import type { OpenTerminal, openTerminal as OpenTerminalIn } from './open-terminal';

interface TerminalEvents {
  /** It is drawn; its size is known. */
  readonly onOpen: (size: TerminalSize) => void;
  readonly onTyped: (text: string) => void;
  readonly onResized: (size: TerminalSize) => void;
  readonly onCopy: (text: string) => void;
  readonly onLeave: () => void;
}

/** A terminal in `frame`, once its code is loaded; `null` until then. */
export function useTerminal(
  frame: RefObject<HTMLElement | null>,
  label: string,
  events: TerminalEvents,
): RefObject<OpenTerminal | null> {
  const terminal = useRef<OpenTerminal | null>(null);
  const onOpen = useEffectEvent(events.onOpen);
  const onTyped = useEffectEvent(events.onTyped);
  const onResized = useEffectEvent(events.onResized);
  const onCopy = useEffectEvent(events.onCopy);
  const onLeave = useEffectEvent(events.onLeave);
  const open = useEffectEvent((openTerminal: typeof OpenTerminalIn) => {
    if (!frame.current) return;
    terminal.current = openTerminal(frame.current, label, {
      onTyped: (text) => onTyped(text),
      onResized: (size) => onResized(size),
      onCopy: (text) => onCopy(text),
      onLeave: () => onLeave(),
    });
    onOpen(terminal.current.size);
  });
  useEffect(() => {
    let wanted = true;
    void import('./open-terminal').then(({ openTerminal }) => {
      if (wanted) open(openTerminal);
    });
    return () => {
      wanted = false;
      terminal.current?.close();
      terminal.current = null;
    };
  }, []);
  return terminal;
}
