/** What the buttons do. Failed calls end up in one place, so that no click goes unanswered. */
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { ErrorInfo } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/builders';
import type { WindowCalls } from '../../shared/ipc/window-api';

interface Commands {
  /** Runs a call whose failure is shown as a notice; `undefined` then. */
  readonly run: <Value>(
    call: (gangway: WindowCalls) => Promise<Reply<Value>>,
  ) => Promise<Value | undefined>;
  readonly trouble: ErrorInfo | null;
  readonly dismissTrouble: () => void;
}

const CommandsContext = createContext<Commands | null>(null);

export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [trouble, setTrouble] = useState<ErrorInfo | null>(null);
  const run: Commands['run'] = useCallback(async (call) => {
    const reply = await call(window.gangway);
    if (reply.ok) return reply.value;
    setTrouble(reply.error);
    return undefined;
  }, []);
  const commands = useMemo(
    () => ({ run, trouble, dismissTrouble: () => setTrouble(null) }),
    [run, trouble],
  );
  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

export function useCommands(): Commands {
  const commands = use(CommandsContext);
  if (!commands) throw new Error('no CommandsProvider above');
  return commands;
}
