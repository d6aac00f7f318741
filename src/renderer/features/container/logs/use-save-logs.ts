import { useState } from 'react';
import type { ErrorInfo } from '../../../../shared/errors';
import { nameOf, type ContainerView } from '../use-container-view';

export interface Saving {
  readonly busy: boolean;
  /** Where the last one is. */
  readonly path: string | null;
  readonly error: ErrorInfo | null;
  readonly save: () => void;
  readonly dismiss: () => void;
}

type Outcome = Pick<Saving, 'busy' | 'path' | 'error'>;
const NOTHING: Outcome = { busy: false, path: null, error: null };

/** Writes the whole log to a file that is asked for. */
export function useSaveLogs(view: ContainerView): Saving {
  const [outcome, setOutcome] = useState(NOTHING);
  async function save(): Promise<void> {
    setOutcome({ ...NOTHING, busy: true });
    const reply = await window.gangway.saveLogs(view.profileId, view.id, nameOf(view));
    setOutcome(reply.ok ? { ...NOTHING, path: reply.value } : { ...NOTHING, error: reply.error });
  }
  return { ...outcome, save: () => void save(), dismiss: () => setOutcome(NOTHING) };
}
