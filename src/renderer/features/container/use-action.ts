import { useState } from 'react';
import type { ContainerAction } from '../../../shared/container-tools';
import type { ErrorInfo } from '../../../shared/errors';

interface ActionHold {
  /** What is being done; another one would come too early. */
  readonly busy: ContainerAction | null;
  readonly error: ErrorInfo | null;
  readonly act: (action: ContainerAction) => Promise<void>;
  readonly dismiss: () => void;
}

/** Starts, stops and restarts one container. */
export function useAction(profileId: string, id: string): ActionHold {
  const [busy, setBusy] = useState<ContainerAction | null>(null);
  const [error, setError] = useState<ErrorInfo | null>(null);
  async function act(action: ContainerAction): Promise<void> {
    if (busy) return;
    setBusy(action);
    setError(null);
    const reply = await window.gangway.actOnContainer(profileId, id, action);
    setBusy(null);
    if (!reply.ok) setError(reply.error);
  }
  return { busy, error, act, dismiss: () => setError(null) };
}
