import { useEffect, useEffectEvent, useState } from 'react';
import { MAX_RECENT, type ActivityEvent, type ActivityPage } from '../../../shared/activity';

/**
 * The latest events as of the snapshot's `revision`; `undefined` until they have come. A call that failed is told as
 * the trouble.
 */
export function useActivity(revision: number): ActivityPage | undefined {
  const [page, setPage] = useState<ActivityPage>();
  const askForMore = useEffectEvent(() => window.gangway.activity(page?.events.at(-1)?.id ?? 0));
  // A patch follows every event, so each new revision is the time to ask for what is new.
  useEffect(() => {
    let isOld = false;
    void askForMore().then((reply) => {
      if (isOld) return;
      setPage((before) => {
        const events = before?.events ?? [];
        if (!reply.ok) return { events, trouble: reply.error };
        return { events: joined(events, reply.value.events), trouble: reply.value.trouble };
      });
    });
    return () => {
      isOld = true;
    };
  }, [revision]);
  return page;
}

function joined(
  before: readonly ActivityEvent[],
  more: readonly ActivityEvent[],
): readonly ActivityEvent[] {
  if (more.length === 0) return before;
  return [...before, ...more].slice(-MAX_RECENT);
}
