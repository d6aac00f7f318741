import { useEffect, useEffectEvent } from 'react';

/** Runs `find` at Ctrl+F or Cmd+F while `active`; with Shift also where a terminal has the plain key. */
export function useFindKey(active: boolean, find: () => void, withShift = false): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!active || event.key.toLowerCase() !== 'f') return;
    const isFind = event.metaKey || (event.ctrlKey && event.shiftKey === withShift);
    if (!isFind || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    find();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
