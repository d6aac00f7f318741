import { useEffect, useState } from 'react';
import type { Settings } from '../../../shared/settings';
import type { UpdateState } from '../../../shared/update';

interface Updates {
  /** `null` while it is being asked. */
  readonly state: UpdateState | null;
  readonly check: () => void;
}

/** Asks at first, with every other channel, and when told to. */
export function useUpdates(channel: Settings['updates']): Updates {
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<{ readonly of: string; readonly state: UpdateState }>();
  const of = `${channel} ${round}`;
  useEffect(() => {
    let wanted = true;
    void window.gangway.checkForUpdates().then((reply) => {
      // Why it failed stands in the log; whoever cannot be reached has nothing newer for us.
      if (wanted && reply.ok) setKnown({ of, state: reply.value });
    });
    return () => {
      wanted = false;
    };
  }, [of]);
  return { state: known?.of === of ? known.state : null, check: () => setRound(round + 1) };
}
