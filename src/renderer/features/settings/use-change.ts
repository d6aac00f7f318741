import { useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors';
import type { SettingsChange } from '../../../shared/settings';

interface Changes {
  readonly change: (change: SettingsChange) => void;
  /** Settings that are on their way. */
  readonly pending: ReadonlySet<string>;
  /** Why the last change was not made. */
  readonly trouble: ErrorInfo | null;
}

/** Asks for changes; what holds comes back with the snapshot. */
export function useChange(): Changes {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const change = (wanted: SettingsChange): void => {
    const keys = Object.keys(wanted);
    setPending((old) => new Set([...old, ...keys]));
    void window.gangway.changeSettings(wanted).then((reply) => {
      setPending((old) => new Set([...old].filter((key) => !keys.includes(key))));
      setTrouble(reply.ok ? null : reply.error);
    });
  };
  return { change, pending, trouble };
}
