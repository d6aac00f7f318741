import { useEffect, useEffectEvent } from 'react';

/** Runs `action` at Escape, wherever the focus is, unless something nearer took the key. */
export function useEscape(action: (() => void) | undefined): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!action || event.key !== 'Escape' || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]')) return;
    // A sheet that opens now must not take the same key for its own.
    event.preventDefault();
    action();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
