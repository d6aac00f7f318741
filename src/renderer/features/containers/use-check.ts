import { useState } from 'react';
import type { Reachability } from '../../../shared/network-view';

type Check =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly about: string; readonly result: Reachability };

interface UseCheck {
  readonly asking: boolean;
  /** `null` before the first answer, and once it is about something that has changed. */
  readonly result: Reachability | null;
  readonly ask: () => void;
  readonly dismiss: () => void;
}

/** Asks whether a container (or task) can be reached; `about` is what the answer depends on. */
export function useCheck(profileId: string, id: string, about: string): UseCheck {
  const [check, setCheck] = useState<Check>({ kind: 'none' });

  async function ask(): Promise<void> {
    if (check.kind === 'asking') return;
    setCheck({ kind: 'asking' });
    const reply = await window.gangway.checkContainer(profileId, id);
    const result: Reachability = reply.ok
      ? reply.value
      : { kind: 'unreachable', error: reply.error };
    setCheck({ kind: 'known', about, result });
  }

  return {
    asking: check.kind === 'asking',
    result: check.kind === 'known' && check.about === about ? check.result : null,
    ask: () => void ask(),
    dismiss: () => setCheck({ kind: 'none' }),
  };
}
